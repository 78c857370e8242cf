#define helper_sum
return argument0 + argument1;
