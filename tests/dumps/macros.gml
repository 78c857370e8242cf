#macro LIMIT 10
#macro Release:LIMIT 20 // only there
#macro SWAP var temporary = left; \
    left = right; \ // goes on
    right = temporary;
	#macro KEY renamed
#macro NESTED (LIMIT + 1)
#macro EMPTY
SWAP
value = {KEY: NESTED, KEY: LIMIT};
EMPTY value.KEY = NESTED * 2
