using System.Numerics;

namespace Insurance.Analytics.Figures;

/// <summary>What is sold, in euros.</summary>
/// <param name="Days">Days of insurance in the month.</param>
/// <param name="Earned">The part of the premium that is for them, to a millionth.</param>
/// <param name="Written">What was sold with effect from this month, for all days to come; what is cancelled is taken off.</param>
internal readonly record struct PremiumFigures(int Days, decimal Earned, decimal Written)
    : IAdditionOperators<PremiumFigures, PremiumFigures, PremiumFigures>, ISubtractionOperators<PremiumFigures, PremiumFigures, PremiumFigures>
{
    public static PremiumFigures operator +(PremiumFigures left, PremiumFigures right) =>
        new(left.Days + right.Days, left.Earned + right.Earned, left.Written + right.Written);

    public static PremiumFigures operator -(PremiumFigures left, PremiumFigures right) =>
        new(left.Days - right.Days, left.Earned - right.Earned, left.Written - right.Written);
}
