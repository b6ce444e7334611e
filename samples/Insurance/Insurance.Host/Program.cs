using Insurance.Host;

return await InsuranceProgram.RunAsync(args);
