using Retail.Scoring;

namespace Retail.Tests.Scoring;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void Learn_from_a_separable_pattern_tells_the_two_sides_apart()
    {
        var weights = Taught(rounds: 2_000);

        Assert.True(LogisticRegression.Predict(weights, [1, 1]) > 0.9);
        Assert.True(LogisticRegression.Predict(weights, [1, 0]) < 0.1);
    }

    [Fact]
    public void Learn_from_the_same_examples_gives_the_same_weights() => Assert.Equal(Taught(rounds: 50), Taught(rounds: 50));

    [Theory]
    [InlineData(1e6)]
    [InlineData(-1e6)]
    [InlineData(double.MaxValue)]
    [InlineData(double.MinValue)]
    public void Predict_with_overwhelming_evidence_is_never_certain(double evidence)
    {
        var probability = LogisticRegression.Predict([1], [evidence]);

        Assert.InRange(probability, double.Epsilon, 1 - 1e-14);
    }

    /// <summary>The second feature decides: with it the answer is yes, without it no.</summary>
    private static double[] Taught(int rounds)
    {
        double[] weights = [0, 0];
        for (var round = 0; round < rounds; round++)
        {
            weights = LogisticRegression.Learn(weights, [1, 1], yes: true);
            weights = LogisticRegression.Learn(weights, [1, 0], yes: false);
        }

        return weights;
    }
}
