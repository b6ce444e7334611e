using System.Numerics;

namespace Insurance.Analytics.Figures;

/// <summary>What holders have paid, and what was paid back to them, in euros.</summary>
internal readonly record struct PaymentFigures(decimal Paid, decimal Refunded)
    : IAdditionOperators<PaymentFigures, PaymentFigures, PaymentFigures>, ISubtractionOperators<PaymentFigures, PaymentFigures, PaymentFigures>
{
    public static PaymentFigures operator +(PaymentFigures left, PaymentFigures right) => new(left.Paid + right.Paid, left.Refunded + right.Refunded);

    public static PaymentFigures operator -(PaymentFigures left, PaymentFigures right) => new(left.Paid - right.Paid, left.Refunded - right.Refunded);
}
