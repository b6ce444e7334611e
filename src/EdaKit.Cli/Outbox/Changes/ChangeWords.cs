namespace EdaKit.Cli.Outbox.Changes;

/// <summary>How people say what a command does to records.</summary>
/// <param name="Verb">At the beginning of a question.</param>
/// <param name="Past">What a record is afterwards.</param>
/// <param name="Consequence">What follows, as a sentence.</param>
/// <param name="Refusal">Why a record is refused.</param>
internal sealed record ChangeWords(string Verb, string Past, string Consequence, string Refusal)
{
    public static readonly ChangeWords Retry = new("Put back", "put back", "Relays take what is put back with their next poll.", "it is not parked, or somebody is changing it at this moment");

    public static readonly ChangeWords Discard = new("Discard", "discarded", "Consumers will never see what is discarded.",
        "a relay may be sending it, or somebody is changing it at this moment");
}
