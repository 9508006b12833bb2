BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    $script:steady = Open-Simulator -Argument '--topped-up', '7', '--clock', '2026-11-16T00:00:00Z'
    $script:faulty = Open-Simulator -Argument '--topped-up', '9', '--clock', '2026-11-16T00:00:00Z'
    $script:home1 = Enter-TestHome
    $null = Connect-TestAccount $steady steady
    $null = Connect-TestAccount $faulty faulty
    Enter-Instant '2026-11-16T00:00:00Z' $steady, $faulty

    # What no server can bring about: an error of the code below the request, for one account. Its text holds the key and an escape sequence.
    Add-Type -ReferencedAssemblies System.Net.Http, System.Net.Primitives, System.Runtime, System.ComponentModel.Primitives, System.Net.Sockets -TypeDefinition @'
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

public sealed class BrokenHandler : DelegatingHandler
{
    private readonly int _port;
    private readonly string _fault;
    private readonly string _key;

    public BrokenHandler(int port, string fault, string key) : base(new SocketsHttpHandler { UseProxy = false })
    {
        _port = port;
        _fault = fault;
        _key = key;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
    {
        if (request.RequestUri.Port != _port)
        {
            return base.SendAsync(request, token);
        }

        throw (Exception)Activator.CreateInstance(Type.GetType(_fault, true), "a fault with " + _key + " and \u001b]0;title\u0007");
    }
}
'@

    function Use-Handler($Handler) {
        $flags = [Reflection.BindingFlags]'Instance, Static, NonPublic, Public'
        $session = [CostCompass.Commands.PollingCmdlet].Assembly.GetType('CostCompass.Commands.RunspaceSession').GetProperty('Current', $flags).GetValue($null)
        $type = $session.GetType()
        $lazy = [Lazy[Net.Http.HttpMessageHandler]]::new([Net.Http.HttpMessageHandler]$Handler)
        $type.GetField('_handler', $flags).SetValue($session, $lazy)
        $clients = $type.GetField('_clients', $flags).GetValue($session)
        $clients.Clear()
    }
}

AfterAll {
    Use-Handler ([Net.Http.SocketsHttpHandler]::new())
    Close-Simulator $steady
    Close-Simulator $faulty
    Exit-TestHome
}

Describe 'An error of the code while one account is asked (<Fault>)' -ForEach @(
    @{ Fault = 'System.NotSupportedException' }
    @{ Fault = 'System.InvalidOperationException' }
    @{ Fault = 'System.NullReferenceException' }
    @{ Fault = 'System.TimeoutException' }
    @{ Fault = 'System.OperationCanceledException' }
    @{ Fault = 'System.ArithmeticException' }
    @{ Fault = 'System.OverflowException'; Id = 'AmountOutOfRange' }
) {
    BeforeAll {
        $env:COSTCOMPASS_HOME = $home1
        Use-Handler ([BrokenHandler]::new(([uri]$faulty.BaseUri).Port, $Fault, $faulty.Key))
        $script:options = @{ ErrorVariable = 'failures'; ErrorAction = 'SilentlyContinue' }

        function Assert-Unexpected($Failures) {
            $Failures | Should -HaveCount 1
            $Failures[0].FullyQualifiedErrorId | Should -BeLike "$($Id ?? 'UnexpectedError'),CostCompass.Commands.*"
            $Failures[0].TargetObject | Should -BeExactly 'faulty'
            if (-not $Id) { "$($Failures[0])" | Should -BeLike "*'faulty'*$($Fault.Split('.')[-1])*" }
            "$($Failures[0]) $($Failures[0].Exception)" | Should -Not -Match "[\x00-\x08\x0b-\x1f\x7f\x9b]|$([regex]::Escape($faulty.Key))"
        }
    }

    It 'is the error of that account for Update-CostSnapshot' {
        $snapshot = Update-CostSnapshot @options

        Assert-Unexpected $failures
        $snapshot.Account | Should -Be 'steady'
        (Get-CostAccount faulty).Status | Should -Be 'Error'
    }

    It 'is the error of that account for Get-DeepSeekBalance' {
        $balance = Get-DeepSeekBalance faulty, steady @options

        Assert-Unexpected $failures
        $balance.Account | Should -Be 'steady'
    }

    It 'is the error of that account for Watch-CostSnapshot, which goes on' {
        $snapshots = Watch-CostSnapshot -Count 2 @options

        Assert-Unexpected $failures
        $snapshots.Account | Should -Be @('steady', 'steady')
    }

    It 'is the error of that account for a quote that is refreshed' {
        $null = 'x' | New-DeepSeekQuote deepseek-flash -Account faulty -Refresh @options

        Assert-Unexpected $failures
    }
}
