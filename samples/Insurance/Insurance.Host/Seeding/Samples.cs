using Insurance.Policies.Commands;
using Insurance.Policies.Values;

namespace Insurance.Host.Seeding;

/// <summary>People, places and cars that nobody knows.</summary>
internal static class Samples
{
    private static readonly string[] FirstNames =
        ["Ada", "Blaise", "Camille", "Denis", "Émilie", "Farid", "Grace", "Hugo", "Inès", "Jules", "Karim", "Léa", "Marie", "Noé", "Olga", "Paul"];
    private static readonly string[] LastNames =
        ["Bernard", "Chevalier", "Dubois", "Etienne", "Fontaine", "Garnier", "Haddad", "Lambert", "Moreau", "Nguyen", "Petit", "Roussel", "Silva", "Vidal"];

    private static readonly (string PostCode, string Town, string Region)[] Towns =
    [
        ("75011", "Paris", "Île-de-France"), ("92100", "Boulogne", "Île-de-France"), ("69003", "Lyon", "Rhône"), ("13006", "Marseille", "Provence"),
        ("31000", "Toulouse", "Occitanie"), ("44000", "Nantes", "Loire"), ("67000", "Strasbourg", "Alsace"), ("35000", "Rennes", "Bretagne"),
    ];

    private static readonly (string Model, decimal Price)[] Models =
    [
        ("Renault Clio", 17_900), ("Peugeot 308", 28_400), ("Citroën C3", 16_200), ("Dacia Sandero", 12_800),
        ("Volkswagen Golf", 31_000), ("Tesla Model 3", 42_500), ("BMW 320d", 48_900),
    ];

    private static readonly string[] Streets = ["rue Haute", "quai Bas", "avenue des Tilleuls", "place du Marché", "chemin Vert"];

    public static string Name(Random random) => $"{Of(random, FirstNames)} {Of(random, LastNames)}";

    public static Driver Driver(Random random, DateOnly today) => new(Name(random), today.AddYears(-random.Next(19, 75)).AddDays(-random.Next(365)));

    public static Address Address(Random random)
    {
        var (code, town, region) = Of(random, Towns);
        return new($"{random.Next(1, 90)} {Of(random, Streets)}", code, town, region);
    }

    public static Vehicle Vehicle(Random random)
    {
        var (model, price) = Of(random, Models);
        return new($"{Letters(random)}-{random.Next(100, 1000)}-{Letters(random)}", model, Money.Euros(price));
    }

    public static Cover Cover(Random random) => new(Of(random, Enum.GetValues<CoverKind>()), Money.Euros(random.Next(1, 7) * 100));

    /// <summary>Who gives a command, and why.</summary>
    public static (string By, string Why) AskedBy(PolicyCommand command) => command switch
    {
        AcceptRisk or DeclineRisk => ("Inès, underwriting", "new business"),
        PayPremium => ("bank", "money came in"),
        SuspendCover => ("collection", "grace period over"),
        OpenClaim => ("Karim, claims", "holder called"),
        ChangeReserve or PayClaim => ("Karim, claims", "expert's report"),
        SettleClaim or ReopenClaim => ("Noé, claims", "file reviewed"),
        _ => ("Léa, agency", "holder asked"),
    };

    public static T Of<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private static string Letters(Random random) => new([(char)('A' + random.Next(26)), (char)('A' + random.Next(26))]);
}
