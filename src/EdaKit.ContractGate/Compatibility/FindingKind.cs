namespace EdaKit.ContractGate.Compatibility;

/// <summary>What tells a reader's schema from a writer's, as a reviewer would name it. The numbers do not change.</summary>
public enum FindingKind
{
    /// <summary>Readers require a member that writers do not know.</summary>
    MemberMissing = 1,

    /// <summary>Readers require a member that writers may leave out.</summary>
    MemberOptional = 2,

    /// <summary>Writers may send a member that readers, who are closed, refuse.</summary>
    MemberRefused = 3,

    /// <summary>Readers want something of a member that writers do not know, and whose name they may use for anything, since they are open.</summary>
    MemberConstrained = 4,

    /// <summary>Writers may send members of any name, and readers, who are closed, refuse those that they do not know.</summary>
    AdditionalMembersRefused = 5,

    /// <summary>Readers want more of members that neither side names than writers hold to.</summary>
    AdditionalMembersNarrowed = 6,

    /// <summary>Writers may use names for members that readers refuse.</summary>
    MemberNamesNarrowed = 7,

    /// <summary>Writers may send more, or fewer, members than readers accept.</summary>
    MemberCountNarrowed = 8,

    /// <summary>Readers want more of an object that has a certain member than writers hold to.</summary>
    DependencyAdded = 9,

    /// <summary>Writers may send a type that readers refuse.</summary>
    TypeNarrowed = 10,

    /// <summary>Writers may send a value that readers no longer list.</summary>
    ValueRemoved = 11,

    /// <summary>Readers accept listed values only, and writers have no list.</summary>
    ValuesRestricted = 12,

    /// <summary>Writers may send numbers outside of the readers' range.</summary>
    RangeNarrowed = 13,

    /// <summary>Writers may send numbers that are no multiple of what readers want.</summary>
    MultipleNarrowed = 14,

    /// <summary>Writers may send strings longer, or shorter, than readers accept.</summary>
    LengthNarrowed = 15,

    /// <summary>Readers want a pattern in a string that writers do not hold to. Patterns are the same only if their texts are.</summary>
    PatternChanged = 16,

    /// <summary>Writers may send more, or fewer, items than readers accept.</summary>
    ItemCountNarrowed = 17,

    /// <summary>Writers may send an item at a place where readers accept none.</summary>
    ItemRefused = 18,

    /// <summary>Readers want items to be unique, and writers do not hold to it.</summary>
    UniquenessAdded = 19,

    /// <summary>Readers want certain items in an array, or not too many of them, and writers do not hold to it.</summary>
    ContainsNarrowed = 20,

    /// <summary>Writers may send a value that is in none of the readers' alternatives.</summary>
    UnionNarrowed = 21,

    /// <summary>Writers may send a value that is in more than one of the readers' alternatives, of which exactly one may fit.</summary>
    UnionNotExclusive = 22,

    /// <summary>Readers refuse, by <c>not</c>, values that writers may send.</summary>
    ExclusionAdded = 23,

    /// <summary>Readers want something, by <c>if</c>, of certain values that writers do not hold to.</summary>
    ConditionAdded = 24,

    /// <summary>No difference was found that could be named, and it was not proven that there is none.</summary>
    NotProven = 25,

    /// <summary>Readers want a format of a string that writers do not hold to. Only where formats are checked.</summary>
    FormatChanged = 26,

    /// <summary>Every value passes, and still a schema registry refuses the change. Only where that is asked for.</summary>
    FormChanged = 27,
}
