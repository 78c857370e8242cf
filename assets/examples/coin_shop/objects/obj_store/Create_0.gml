/// @description Nothing bought yet
purchases = [];
