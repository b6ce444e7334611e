namespace Retail.Scoring;

/// <summary>
/// Logistic regression that learns from one example after the other, by stochastic gradient descent: no training set, no batch, no state
/// but the weights. The same examples in the same order give the same weights.
/// </summary>
internal static class LogisticRegression
{
    /// <summary>How far one example moves the weights: a few hundred orders teach something, and no single one upsets it.</summary>
    private const double LearningRate = 0.05;

    /// <summary>Beyond this a probability would be rounded to 0 or 1, and no order is ever certain to stay or to come back.</summary>
    private const double Surest = 30;

    /// <summary>The probability of a yes: more than 0 and less than 1, whatever the features are.</summary>
    public static double Predict(IReadOnlyList<double> weights, IReadOnlyList<double> features)
    {
        var evidence = weights.Zip(features, (weight, feature) => weight * feature).Sum();
        return 1 / (1 + Math.Exp(-Math.Clamp(evidence, -Surest, Surest)));
    }

    /// <summary>The weights after one more example: each moves against its share in the error.</summary>
    public static double[] Learn(IReadOnlyList<double> weights, IReadOnlyList<double> features, bool yes)
    {
        var error = Predict(weights, features) - (yes ? 1 : 0);
        return [.. weights.Zip(features, (weight, feature) => weight - (LearningRate * error * feature))];
    }
}
