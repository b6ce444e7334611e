namespace EdaKit.Outbox.Registration;

/// <summary>What becomes of a lane when one of its records cannot be sent, after all its attempts.</summary>
public enum LanePolicy
{
    /// <summary>The record is parked, and those behind it are held until a person puts it back or gives it up. Order is kept.</summary>
    Block,

    /// <summary>The record is parked, and the lane goes on without it. Put back later, it comes late.</summary>
    Skip,

    /// <summary>The record is sent to <see cref="LaneOptions.DivertTo"/> instead, and the lane goes on. Where that fails too, as <see cref="Block"/>.</summary>
    Divert,
}
