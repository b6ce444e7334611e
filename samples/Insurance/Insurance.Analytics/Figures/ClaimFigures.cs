using System.Numerics;

namespace Insurance.Analytics.Figures;

/// <summary>What a claim costs, in euros.</summary>
/// <param name="Opened">1 for each claim.</param>
/// <param name="Open">1 for each claim that is not settled.</param>
/// <param name="Incurred">What it is thought to cost in all: its reserve, what is paid included.</param>
/// <param name="Paid">What is paid.</param>
internal readonly record struct ClaimFigures(int Opened, int Open, decimal Incurred, decimal Paid)
    : IAdditionOperators<ClaimFigures, ClaimFigures, ClaimFigures>, ISubtractionOperators<ClaimFigures, ClaimFigures, ClaimFigures>
{
    public static ClaimFigures operator +(ClaimFigures left, ClaimFigures right) =>
        new(left.Opened + right.Opened, left.Open + right.Open, left.Incurred + right.Incurred, left.Paid + right.Paid);

    public static ClaimFigures operator -(ClaimFigures left, ClaimFigures right) =>
        new(left.Opened - right.Opened, left.Open - right.Open, left.Incurred - right.Incurred, left.Paid - right.Paid);
}
