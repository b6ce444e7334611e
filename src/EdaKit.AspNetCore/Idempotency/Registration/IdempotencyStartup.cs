using EdaKit.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace EdaKit.AspNetCore.Idempotency.Registration;

/// <summary>
/// Checks the configuration when the request pipeline is built: then all endpoints are known, and the server does not listen yet. The rules of
/// the bus would not do, since an application with idempotency keys need not have one.
/// </summary>
internal sealed class IdempotencyStartup(IdempotencyRules rules) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        next(application);

        var faults = rules.Check(application.ApplicationServices).Distinct().OrderBy(fault => fault.Code, StringComparer.Ordinal).ToList();
        if (faults.Count > 0)
            throw new EdaKitConfigurationException(faults);
    };
}
