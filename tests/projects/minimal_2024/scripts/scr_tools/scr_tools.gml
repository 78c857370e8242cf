function twice(_value) {
	return _value * 2;
}
