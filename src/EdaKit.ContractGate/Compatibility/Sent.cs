using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>What is plainly said of the values that writers send, alternatives left aside. For explanations only: a proof knows more.</summary>
internal sealed class Sent
{
    private readonly List<Assertion> _assertions = [];

    public Sent(Claims claims)
    {
        Claims = claims;
        foreach (var claim in claims.Items.Where(claim => claim.Holds))
            _assertions.AddRange(AssertionsOf(claim.Schema));
    }

    public Claims Claims { get; }

    public IReadOnlyList<Assertion> Assertions => _assertions;

    /// <summary>The names that writers have for members.</summary>
    public IEnumerable<string> MemberNames =>
        Of<MemberAssertion>().Select(member => member.Name).Concat(Of<RequiredAssertion>().Select(required => required.Name)).Distinct();

    /// <summary>How many places of an array differ from those after them.</summary>
    public int Places =>
        Of<ItemAssertion>().Select(item => item.Index + 1).Concat(Of<ItemsAssertion>().Select(items => items.From)).DefaultIfEmpty(0).Max();

    /// <summary>The assertions of a schema and of those that it refers to.</summary>
    public static IEnumerable<Assertion> AssertionsOf(Schema schema) =>
        schema.Assertions.SelectMany(assertion => assertion is AllAssertion all ? AssertionsOf(all.Schema) : [assertion]);

    public IEnumerable<T> Of<T>()
        where T : Assertion => _assertions.OfType<T>();

    public bool Names(string member) => Of<MemberAssertion>().Any(known => known.Name == member)
        || Of<MembersAssertion>().Any(members => members.Names.Pattern is not null && members.Names.Chooses(member) == true);

    public IEnumerable<Claim> Member(string name) => Of<MemberAssertion>().Where(member => member.Name == name).Select(member => new Claim(member.Schema, true))
        .Concat(Of<MembersAssertion>().Where(members => members.Names.Chooses(name) == true).Select(members => new Claim(members.Schema, true)));

    /// <summary>What holds of members that have no name here, unless a pattern chooses them.</summary>
    public IEnumerable<Claim> OtherMembers() =>
        Of<MembersAssertion>().Where(members => members.Names.Pattern is null).Select(members => new Claim(members.Schema, true));

    /// <summary>What holds of members whose names have this pattern in them.</summary>
    public IEnumerable<Claim> MembersWith(SchemaPattern pattern) => Of<MembersAssertion>()
        .Where(members => members.Names.Chooses(other => other.Text == pattern.Text ? true : null) == true).Select(members => new Claim(members.Schema, true));

    public IEnumerable<Claim> Item(int index) => Of<ItemAssertion>().Where(item => item.Index == index).Select(item => new Claim(item.Schema, true))
        .Concat(Of<ItemsAssertion>().Where(items => items.From <= index).Select(items => new Claim(items.Schema, true)));
}
