using System.Reflection;
using EdaKit.StoreConformance.PostgreSql;
using EdaKit.StoreConformance.Stores;
using EdaKit.StoreConformance.Suites;

namespace EdaKit.StoreConformance;

/// <summary>A store that skips a suite would pass the kit without keeping its promises.</summary>
public sealed class Every_store_runs_every_suite
{
    /// <summary>What they ask for, a script for partitions cannot have: tables that a model or a migration makes.</summary>
    private static readonly Type[] OfTheModelsTables = [typeof(TablesSuite<>), typeof(NamingSuite<>)];

    private static readonly Type[] Types = typeof(Every_store_runs_every_suite).Assembly.GetTypes();

    public static TheoryData<Type, Type> Pairs
    {
        get
        {
            var pairs = new TheoryData<Type, Type>();

            foreach (var store in Types.Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IStoreUnderTest))))
            {
                foreach (var suite in Suites.Where(suite => store != typeof(PartitionedStore) || !OfTheModelsTables.Contains(suite)))
                    pairs.Add(store, suite);
            }

            return pairs;
        }
    }

    private static IEnumerable<Type> Suites => Types.Where(type => type is { IsAbstract: true, IsGenericTypeDefinition: true } && BaseTypesOf(type).Any(IsStoreSuite));

    [Fact]
    public void Should_know_all_stores_and_all_suites()
    {
        Assert.Equal(3, Pairs.Select(pair => pair.Data.Item1).Distinct().Count());
        Assert.Equal(17, Suites.Count());
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Should_have_one_class_for_each_pair_and_skip_nothing_in_it(Type store, Type suite)
    {
        var wanted = suite.MakeGenericType(store);
        var found = Types.Where(type => !type.IsAbstract && wanted.IsAssignableFrom(type)).ToList();

        Assert.True(found.Count == 1, $"{store.Name} has {found.Count} classes for {suite.Name}. Add: public sealed class … : {suite.Name.Split('`')[0]}<{store.Name}>;");
        Assert.True(found[0].IsPublic, $"{found[0].Name} is not public, so its tests do not run.");

        var tests = found[0].GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).ToList();
        Assert.NotEmpty(tests);
        Assert.All(tests, test =>
        {
            Assert.Equal(suite, test.DeclaringType!.IsGenericType ? test.DeclaringType.GetGenericTypeDefinition() : null);
            Assert.Null(test.GetCustomAttribute<FactAttribute>(inherit: true)!.Skip);
        });
    }

    private static IEnumerable<Type> BaseTypesOf(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            yield return current;
    }

    private static bool IsStoreSuite(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(StoreSuite<>);
}
