// What the buttons ask for. The page knows no rules: whether it is done, the answer says.

const euros = amount => ({ amount, currency: "EUR" });
const today = () => new Date().toISOString().slice(0, 10);

export const COMMANDS = {
  "pay-premium": ({ nextUnpaid }) => ({ do: "pay-premium", instalment: nextUnpaid?.instalment.number ?? 0, amount: nextUnpaid?.instalment.amount ?? euros(0), paidOn: today() }),
  "open-claim": () => ({ do: "open-claim", lossOn: today(), peril: "hail", description: "dents in the roof", reserve: euros(500) }),
  "change-cover": () => ({ do: "change-cover", effectiveOn: today(), cover: { kind: "comprehensive", excess: euros(300) } }),
  cancel: () => ({ do: "cancel", effectiveOn: today(), reason: "car sold" }),
};
