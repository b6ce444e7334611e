using MassTransit;
using MassTransit.Configuration;

namespace EdaKit.Configuration;

/// <summary>Puts a filter on the pipes of those message types that need it: what is sent passes one pipe, what is published another.</summary>
internal abstract class OutgoingObserver : ISendPipeSpecificationObserver, IPublishPipeSpecificationObserver
{
    /// <summary>Has the pipes of a bus, or of an endpoint, observed.</summary>
    public void ConnectTo(ISendPipelineConfigurator send, IPublishPipelineConfigurator publish)
    {
        send.ConfigureSend(pipe => pipe.ConnectSendPipeSpecificationObserver(this));
        publish.ConfigurePublish(pipe => pipe.ConnectPublishPipeSpecificationObserver(this));
    }

    void ISendPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessageSendPipeSpecification<T> specification)
    {
        if (FilterFor<T>() is { } filter)
            specification.UseFilter(filter);
    }

    void IPublishPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessagePublishPipeSpecification<T> specification)
    {
        if (FilterFor<T>() is { } filter)
            specification.UseFilter<PublishContext<T>>(filter);
    }

    /// <summary>What a type's messages need on their way out; null for nothing.</summary>
    protected abstract OutgoingFilter<T>? FilterFor<T>()
        where T : class;
}
