using EdaKit.Outbox.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.PostgreSql;

/// <summary>Offers the table of answers to the outbox's own context.</summary>
internal sealed class AnswersExtension : IOutboxExtension
{
    public void Register<TDb>(IServiceCollection services)
        where TDb : DbContext =>
        services.ConfigureDbContext<TDb>((_, options) => options.AddModelPart("answers", model => model.AddAnswers()));
}
