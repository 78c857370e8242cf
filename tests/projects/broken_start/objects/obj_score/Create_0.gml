points = global.settings.start_points;
