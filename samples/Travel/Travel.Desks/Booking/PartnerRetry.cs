using MassTransit;

namespace Travel.Desks.Booking;

/// <summary>How long choreographed services bear with a company that does not answer. In an orchestrated trip the saga decides that.</summary>
public static class PartnerRetry
{
    /// <summary>Tries a message again in which a company did not answer. It stands on the endpoint, which means around the inbox.</summary>
    public static void AskAgain(this IEndpointRegistrationConfigurator endpoint) => endpoint.AddConfigureEndpointCallback(configure =>
        configure.UseMessageRetry(retry =>
        {
            retry.Handle<PartnerDownException>();
            retry.Intervals(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        }));
}
