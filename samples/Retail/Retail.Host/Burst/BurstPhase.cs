namespace Retail.Host.Burst;

/// <summary>A part of the day.</summary>
internal enum BurstPhase
{
    /// <summary>The normal rate.</summary>
    Before,

    /// <summary>The rush hour.</summary>
    Burst,

    /// <summary>The normal rate again, while the backlog drains.</summary>
    After,
}
