using EdaKit.Contracts;

namespace Insurance.Contracts;

/// <summary>A letter to a holder is written, and can go to the post.</summary>
/// <param name="PolicyNumber">The contract's number.</param>
/// <param name="Letter">The letter's id.</param>
/// <param name="Text">What it says.</param>
[EventContract("insurance.letter-written", version: 1)]
public sealed record LetterWritten([property: BusinessKey] string PolicyNumber, Guid Letter, string Text);
