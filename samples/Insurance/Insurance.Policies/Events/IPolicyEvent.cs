namespace Insurance.Policies.Events;

/// <summary>
/// Something that has happened to a policy. It is a fact: it is stored and never changed, it says what was decided and not what was asked for, and
/// with it whatever was looked up for the decision. Its contract is the store's own; other services hear of what <c>Insurance.Contracts</c> holds.
/// </summary>
public interface IPolicyEvent;
