// What the shop sells, and to whom. Prices are in pounds.

export const ITEMS = [
  { stockCode: "LAMP", description: "Desk lamp", unitPrice: 24.0 },
  { stockCode: "THROW", description: "Wool throw", unitPrice: 46.0 },
  { stockCode: "TRAY", description: "Oak tray", unitPrice: 18.75 },
  { stockCode: "VASE", description: "Glass vase", unitPrice: 12.5 },
  { stockCode: "MUG", description: "Stoneware mug", unitPrice: 8.9 },
  { stockCode: "CANDLE", description: "Beeswax candle", unitPrice: 6.4 },
];

export const CUSTOMERS = [
  { id: "17850", name: "Amelia Hart" },
  { id: "13047", name: "Noah Lindqvist" },
  { id: "12583", name: "Sofia Marchetti" },
];

export const GUEST = "Guest";

export function customerName(order) {
  if (order.guest)
    return GUEST;
  return CUSTOMERS.find(customer => customer.id === order.customerId)?.name ?? order.customerId ?? "";
}

const POUNDS = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

export const pounds = amount => POUNDS.format(amount);

// Without letters and digits that look alike. A number of this shop has at most 20 characters and begins with C for a return only.
const LETTERS = "23456789ABDEFGHJKMNPQRSTVWXYZ";

const OURS = "W-";

// Whether a number was made here.
export const isOurs = number => number.startsWith(OURS);

export function newNumber() {
  const letters = [...crypto.getRandomValues(new Uint8Array(8))].map(byte => LETTERS[byte % LETTERS.length]).join("");
  return `${OURS}${letters.slice(0, 4)}-${letters.slice(4)}`;
}
