using System.Numerics;

namespace Insurance.Analytics.Figures;

/// <summary>Who comes, stays and goes.</summary>
/// <param name="Begun">Terms that begin in the month.</param>
/// <param name="Ended">Terms that end in it, having run their whole time.</param>
/// <param name="Renewed">Those of them that another term follows.</param>
/// <param name="Cancelled">Policies that end in it before their time.</param>
internal readonly record struct TermFigures(int Begun, int Ended, int Renewed, int Cancelled)
    : IAdditionOperators<TermFigures, TermFigures, TermFigures>, ISubtractionOperators<TermFigures, TermFigures, TermFigures>
{
    public static TermFigures operator +(TermFigures left, TermFigures right) =>
        new(left.Begun + right.Begun, left.Ended + right.Ended, left.Renewed + right.Renewed, left.Cancelled + right.Cancelled);

    public static TermFigures operator -(TermFigures left, TermFigures right) =>
        new(left.Begun - right.Begun, left.Ended - right.Ended, left.Renewed - right.Renewed, left.Cancelled - right.Cancelled);
}
