// nothing lists this file
