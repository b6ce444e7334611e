using EdaKit.Configuration;
using EdaKit.Outbox.PostgreSql;
using EdaKit.Outbox.PostgreSql.Notifications;
using EdaKit.Outbox.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

// In the namespace of MassTransit, whose registration calls it, so that it is found without a using.
namespace MassTransit;

/// <summary>What an outbox can do with PostgreSQL alone.</summary>
public static class PostgreSqlOutboxExtensions
{
    /// <summary>
    /// Lets the processes of an outbox wake each other with LISTEN and NOTIFY: where a process stores a message that another one has to send, since
    /// it does not relay itself or the message's lane is the other's, that one sends it at once and not with its next poll.
    /// </summary>
    /// <remarks>
    /// Call it in every process of the outbox: those that only write notify, those that relay do both. A process that relays keeps one connection of the context
    /// open to listen. A notification is sent after the commit and may be lost, with the process that owed it or in an outage; the relay's poll
    /// is what finds the message then, so nothing depends on a notification but time. A second call completes the options of the first.
    /// </remarks>
    /// <param name="options">The outbox of a context that uses Npgsql; another provider is reported when the bus starts (EDA0213).</param>
    /// <param name="configure">Sets options, where the defaults do not fit.</param>
    /// <returns>The same options.</returns>
    public static OutboxOptions UsePostgreSql(this OutboxOptions options, Action<NotificationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);

        var extension = options.With(() => new NotificationExtension(new NotificationOptions(), options.Relay));
        configure?.Invoke(extension.Options);
        return options;
    }

    /// <summary>
    /// Lets consumers of an outbox without EF Core have <c>[AnswersAgain]</c>: it has the table of answers then. A second call changes nothing.
    /// </summary>
    /// <remarks>The table is that of the script <c>docs/sql/postgresql/0004-answers.sql</c>. A context of the application has it by <c>modelBuilder.AddAnswers()</c> alone.</remarks>
    /// <param name="options">The options of <see cref="UseOutbox"/>.</param>
    /// <returns>The same options.</returns>
    public static OutboxOptions UseAnswers(this OutboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        options.With(() => new AnswersExtension());
        return options;
    }

    /// <summary>
    /// Gives an application without EF Core an outbox and an inbox in a PostgreSQL database. Inject <c>EdaKit.Outbox.IOutbox</c>; publish, and
    /// store with <c>SaveAsync</c> or <c>CommitAsync</c> in a transaction of Npgsql. Consumers work in the inbox's transaction, <c>IOutbox.Transaction</c>.
    /// </summary>
    /// <remarks>
    /// The tables are those of the script <c>docs/sql/postgresql/0001-outbox.sql</c> in EdaKit's repository, found by the connection's <c>search_path</c>. Everything that holds of <c>UseOutbox&lt;TDb&gt;</c> holds here;
    /// its context is <see cref="PostgreSqlOutbox"/>, by which operations and health checks know it, and EdaKit.Tracing: <c>UseJournal&lt;PostgreSqlOutbox&gt;()</c> needs the
    /// table of <c>0007-journal.sql</c> beside them, and no more; consumers with <c>[AnswersAgain]</c> need <see cref="UseAnswers"/>. Notifications are on, as by <see cref="UsePostgreSql"/>. One such outbox to a process.
    /// </remarks>
    /// <param name="builder">EdaKit's registration.</param>
    /// <param name="dataSource">Where connections come from. It stays the application's, which disposes it after the host.</param>
    /// <param name="configure">Sets options, where the defaults do not fit.</param>
    /// <returns>The same registration.</returns>
    public static EdaKitBuilder UseOutbox(this EdaKitBuilder builder, NpgsqlDataSource dataSource, Action<OutboxOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);

        builder.Services.AddDbContextPool<PostgreSqlOutbox>(options => options.UseNpgsql(dataSource));

        return builder.UseOutbox<PostgreSqlOutbox>(options =>
        {
            options.UsePostgreSql();
            configure?.Invoke(options);
        });
    }
}
