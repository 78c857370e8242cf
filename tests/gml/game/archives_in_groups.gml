// An archive is not unpacked inside of a group of buffers.
buffer_async_group_begin("group");
zip_unzip_async("pack.zip", "unpacked"); // expect fault: zip_unzip_async
