using System.Globalization;
using System.Numerics;

namespace EdaKit.ContractGate.Schemas;

/// <summary>A JSON number, exact: a whole number times a power of ten.</summary>
internal readonly struct SchemaNumber : IComparable<SchemaNumber>, IEquatable<SchemaNumber>
{
    private readonly BigInteger _digits;
    private readonly int _exponent;

    /// <summary>The number <paramref name="digits"/> · 10^<paramref name="exponent"/>.</summary>
    public SchemaNumber(BigInteger digits, int exponent = 0)
    {
        // One form for each value: no zeros at the end, so that a number is whole exactly if its exponent is not negative.
        while (!digits.IsZero)
        {
            var (quotient, remainder) = BigInteger.DivRem(digits, 10);
            if (!remainder.IsZero)
                break;

            (digits, exponent) = (quotient, exponent + 1);
        }

        (_digits, _exponent) = (digits, digits.IsZero ? 0 : exponent);
    }

    public bool IsWhole => _exponent >= 0;

    public bool IsPositive => _digits.Sign > 0;

    /// <summary>The number that a JSON text means. False: it is over the bounds of <see cref="SchemaLimits"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SchemaNumber number)
    {
        number = default;
        if (text.Length > SchemaLimits.NumberLength)
            return false;

        var power = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power)
                || Math.Abs((long)power) > SchemaLimits.NumberExponent)
                return false;

            text = text[..e];
        }

        var point = text.IndexOf('.');
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mantissa))
            return false;

        number = new(mantissa, power - (point < 0 ? 0 : text.Length - point - 1));
        return true;
    }

    /// <summary>The largest whole number that is not above this one.</summary>
    public BigInteger Floor()
    {
        if (IsWhole)
            return ScaledTo(0);

        var quotient = BigInteger.DivRem(_digits, BigInteger.Pow(10, -_exponent), out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The smallest whole number that is not below this one.</summary>
    public BigInteger Ceiling() => IsWhole ? ScaledTo(0) : Floor() + 1;

    /// <summary>Whether this is a whole number of times <paramref name="step"/>, which is not zero.</summary>
    public bool IsMultipleOf(SchemaNumber step)
    {
        var exponent = Math.Min(_exponent, step._exponent);
        return (ScaledTo(exponent) % step.ScaledTo(exponent)).IsZero;
    }

    /// <summary>The smallest positive number that is a multiple of both, which are positive.</summary>
    public SchemaNumber CommonMultiple(SchemaNumber other)
    {
        var exponent = Math.Min(_exponent, other._exponent);
        var (a, b) = (ScaledTo(exponent), other.ScaledTo(exponent));
        return new(a / BigInteger.GreatestCommonDivisor(a, b) * b, exponent);
    }

    /// <summary>How often <paramref name="step"/>, which is positive, goes into this number, rounded down.</summary>
    public BigInteger TimesDown(SchemaNumber step)
    {
        var exponent = Math.Min(_exponent, step._exponent);
        var quotient = BigInteger.DivRem(ScaledTo(exponent), step.ScaledTo(exponent), out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    public SchemaNumber Times(BigInteger factor) => new(_digits * factor, _exponent);

    public int CompareTo(SchemaNumber other)
    {
        var exponent = Math.Min(_exponent, other._exponent);
        return ScaledTo(exponent).CompareTo(other.ScaledTo(exponent));
    }

    public bool Equals(SchemaNumber other) => _digits == other._digits && _exponent == other._exponent;

    public override bool Equals(object? obj) => obj is SchemaNumber other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_digits, _exponent);

    /// <summary>The number as JSON.</summary>
    public override string ToString()
    {
        const int LongestZeros = 20;
        if (_exponent > LongestZeros || _exponent < -LongestZeros)
            return string.Create(CultureInfo.InvariantCulture, $"{_digits}e{_exponent}");

        if (IsWhole)
            return ScaledTo(0).ToString(CultureInfo.InvariantCulture);

        var digits = BigInteger.Abs(_digits).ToString(CultureInfo.InvariantCulture).PadLeft(1 - _exponent, '0');
        return $"{(_digits.Sign < 0 ? "-" : "")}{digits[..(digits.Length + _exponent)]}.{digits[(digits.Length + _exponent)..]}";
    }

    private BigInteger ScaledTo(int exponent) => _digits * BigInteger.Pow(10, _exponent - exponent);
}
