using Retail.Contracts;
using Retail.Scoring;

namespace Retail.Tests.Scoring;

public sealed class LearnedModelTests
{
    private static readonly OrderFeatures Small = Order("501", Line(2, 12.50m));
    private static readonly OrderFeatures Guests = Order(null, Line(2, 12.50m));

    [Fact]
    public void Predict_before_any_example_gives_every_order_the_same_low_risk() =>
        Assert.Equal(LearnedModel.New().Predict(Small), LearnedModel.New().Predict(Guests));

    [Fact]
    public void Learn_orders_of_which_the_guests_come_back_expects_it_of_guests()
    {
        var model = LearnedModel.New();
        for (var i = 0; i < 500; i++)
        {
            model.Learn(Small, returned: false);
            model.Learn(Guests, returned: true);
        }

        Assert.True(model.Predict(Guests) > 0.8);
        Assert.True(model.Predict(Small) < 0.2);
    }

    [Fact]
    public void Learn_counts_every_example()
    {
        var model = LearnedModel.New();

        model.Learn(Small, returned: false);
        model.Learn(Small, returned: true);

        Assert.Equal(2, model.Version);
    }

    [Theory]
    [InlineData(80_995, "2.08")]
    [InlineData(1, "0.001")]
    [InlineData(1, "168469.60")]
    [InlineData(int.MaxValue, "1000000000")]
    public void Predict_extreme_orders_stays_between_0_and_1_however_often_it_learns(int quantity, string price)
    {
        var order = Order("501", Line(quantity, decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)));
        var model = LearnedModel.New();

        for (var i = 0; i < 2_000; i++)
        {
            Assert.InRange(model.Predict(order), double.Epsilon, 1 - 1e-14);
            model.Learn(order, returned: i >= 1_000);
        }

        Assert.All(model.Weights, weight => Assert.True(double.IsFinite(weight)));
    }

    [Fact]
    public void Of_order_takes_its_features()
    {
        var features = Order(null, Line(2, 12.50m), Line(6, 3.25m));

        Assert.Equal(
            new OrderFeatures { Guest = true, Total = 44.50m, Lines = 2, LargestQuantity = 6, MeanUnitPrice = 5.5625m }, features);
    }

    private static OrderFeatures Order(string? customer, params OrderLine[] lines) =>
        OrderFeatures.Of(new OrderPlaced("1", customer, DateTime.UnixEpoch, lines, "GBP"));

    private static OrderLine Line(int quantity, decimal price) => new(1, "LAMP", "Desk lamp", quantity, price);
}
