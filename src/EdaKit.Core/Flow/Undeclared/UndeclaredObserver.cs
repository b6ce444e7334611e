using EdaKit.Configuration;
using EdaKit.Flow.Parts;

namespace EdaKit.Flow.Undeclared;

/// <summary>Has every message looked at that applications publish.</summary>
internal sealed class UndeclaredObserver(UndeclaredGuard guard) : OutgoingObserver
{
    protected override OutgoingFilter<T>? FilterFor<T>() => FlowMessages.IsOfApplication(typeof(T)) ? new UndeclaredFilter<T>(guard) : null;
}
