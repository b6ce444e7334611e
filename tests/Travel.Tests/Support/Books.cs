namespace Travel.Tests.Support;

/// <summary>How many of each are booked, taken or issued for a trip.</summary>
public sealed record Books(int Flights, int Hotels, int Cars, int Payments, int Tickets)
{
    public static readonly Books Everything = new(1, 1, 1, 1, 1);
    public static readonly Books Nothing = new(0, 0, 0, 0, 0);
}
