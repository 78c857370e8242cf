function shop_price(base) {
    return base * 2;
}

function scr_shop() {
    return "the shop";
}
