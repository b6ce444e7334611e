namespace Samples.Hosting;

/// <summary>Where the real servers are, as the environment says.</summary>
internal static class ServerSettings
{
    public const string PostgresVariable = "EDAKIT_POSTGRES";
    public const string RabbitMqVariable = "EDAKIT_RABBITMQ";

    /// <exception cref="OperatorException">The variable is not set.</exception>
    public static string Postgres() => Read(
        PostgresVariable, "a PostgreSQL connection string", "Host=127.0.0.1;Port=5432;Database=samples;Username=postgres;Password=postgres");

    /// <exception cref="OperatorException">The variable is not set, or is not the address of a broker.</exception>
    public static Uri RabbitMq()
    {
        const string Example = "amqp://guest:guest@127.0.0.1:5672/";
        var value = Read(RabbitMqVariable, "the address of a RabbitMQ virtual host", Example);
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps" or "rabbitmq" or "rabbitmqs"
            ? address
            : throw new OperatorException($"{RabbitMqVariable} is '{value}', which is not a broker's address. Write it like {Example}");
    }

    private static string Read(string variable, string what, string example)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(value)
            ? throw new OperatorException($"""
                Services in separate processes need real servers, and {variable} is not set.
                Set it to {what}, for example
                  export {variable}='{example}'
                With Docker, 'docker compose up' in the root of the repository starts both servers. Or leave --services out, to run
                everything in one process with no server at all.
                """)
            : value;
    }
}
