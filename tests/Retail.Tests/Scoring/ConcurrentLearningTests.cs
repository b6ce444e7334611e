using Microsoft.EntityFrameworkCore;
using Retail.Scoring;

namespace Retail.Tests.Scoring;

/// <summary>Two processes that learn at the same moment, without the endpoint that keeps one process in order.</summary>
public sealed class ConcurrentLearningTests
{
    private static readonly OrderFeatures Order = new() { Guest = true, Total = 10, Lines = 1, LargestQuantity = 1, MeanUnitPrice = 10 };

    [Fact]
    public async Task Save_of_the_slower_one_fails_and_starts_again_from_what_the_other_learned()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var files = await ShopFiles.Create();
        await files.Save<ScoringDb>(LearnedModel.New());
        await using var fast = files.Open<ScoringDb>();
        await using var slow = files.Open<ScoringDb>();

        (await slow.ReturnRiskModel(cancellationToken)).Learn(Order, returned: true);
        (await fast.ReturnRiskModel(cancellationToken)).Learn(Order, returned: true);
        await fast.SaveChangesAsync(cancellationToken);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync(cancellationToken));

        // The retry of the bus has a context of its own.
        await using var again = files.Open<ScoringDb>();
        (await again.ReturnRiskModel(cancellationToken)).Learn(Order, returned: true);
        await again.SaveChangesAsync(cancellationToken);

        Assert.Equal(Taught(times: 2), await Weights(files));
    }

    [Fact]
    public async Task Save_of_the_first_model_lets_one_of_two_through()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var files = await ShopFiles.Create();
        await using var fast = files.Open<ScoringDb>();
        await using var slow = files.Open<ScoringDb>();

        (await slow.ReturnRiskModel(cancellationToken)).Learn(Order, returned: true);
        (await fast.ReturnRiskModel(cancellationToken)).Learn(Order, returned: true);
        await fast.SaveChangesAsync(cancellationToken);

        await Assert.ThrowsAsync<DbUpdateException>(() => slow.SaveChangesAsync(cancellationToken));
        Assert.Equal(Taught(times: 1), await Weights(files));
    }

    private static async Task<double[]> Weights(ShopFiles files)
    {
        await using var db = files.Open<ScoringDb>();
        return (await db.Models.SingleAsync()).Weights;
    }

    private static double[] Taught(int times)
    {
        var model = LearnedModel.New();
        for (var i = 0; i < times; i++)
            model.Learn(Order, returned: true);
        return model.Weights;
    }
}
