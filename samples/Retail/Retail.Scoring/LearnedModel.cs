namespace Retail.Scoring;

/// <summary>
/// What the model of the return risk has learned: one row. It is read, changed and saved within the inbox's transaction, so a message that
/// is tried again or comes twice teaches once.
/// </summary>
/// <remarks>
/// Two messages that learn at the same moment would both start from the same weights, and the later save would undo what the earlier one
/// learned. Within a process <see cref="OneAtATime{TConsumer}"/> keeps them apart. A second process knows nothing of that, so
/// <see cref="Version"/> is compared in the update: the later save finds another version, fails, rolls back with its inbox entry, and the
/// retry of the bus starts it again from the new weights.
/// </remarks>
internal sealed class LearnedModel
{
    /// <summary>The name of the one model there is.</summary>
    public const string ReturnRisk = "return-risk";

    public required string Name { get; init; }

    /// <summary>In the order of <see cref="OrderFeatures.ToVector"/>.</summary>
    public required double[] Weights { get; set; }

    /// <summary>How many examples it has seen; the concurrency token.</summary>
    public int Version { get; private set; }

    /// <summary>A model that knows nothing but that about one order in eight comes back.</summary>
    public static LearnedModel New() => new() { Name = ReturnRisk, Weights = [-2, 0, 0, 0, 0, 0] };

    public double Predict(OrderFeatures order) => LogisticRegression.Predict(Weights, order.ToVector());

    /// <summary>
    /// Learns that an order was placed, or that one came back. An order counts as "not returned" the moment it is placed, which is weak
    /// evidence: the return that would say otherwise has had no time to come. When it comes, the order counts once more, as "returned".
    /// What this teaches is p / (1 + p) in place of p, 9 % where 10 % were right, and no order has to wait for weeks until it may count.
    /// Source: Ktena et al., Addressing Delayed Feedback for Continuous Training with Neural Networks in CTR Prediction, RecSys 2019.
    /// </summary>
    public void Learn(OrderFeatures order, bool returned)
    {
        Weights = LogisticRegression.Learn(Weights, order.ToVector(), yes: returned);
        Version++;
    }
}
