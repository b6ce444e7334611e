using EdaKit.Configuration;
using MassTransit;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>How a shop runs.</summary>
public sealed class ShopSetup
{
    public string Service { get; set; } = "shop";

    /// <summary>Whether its relay runs.</summary>
    public bool Relays { get; set; } = true;

    public bool HasOutbox { get; set; } = true;

    /// <summary>The consumers that it has.</summary>
    public IList<Type> Consumers { get; } = [typeof(TakePayment), typeof(IssueInvoice), typeof(SendMail), typeof(OnView)];

    /// <summary>Where its broker is, if not where it should be.</summary>
    public Uri? Broker { get; set; }

    public Action<EdaKitBuilder>? More { get; set; }

    public Action<IBusRegistrationConfigurator>? Registration { get; set; }

    public Action<IBusFactoryConfigurator>? Bus { get; set; }
}
