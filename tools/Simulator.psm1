# Starts a simulated DeepSeek on a free port of the loopback interface, and controls it.

$root = Split-Path $PSScriptRoot
Import-Module (Join-Path $PSScriptRoot 'PowerShell.psm1')

function Open-Simulator {
    <#
    .SYNOPSIS
        Starts a simulated DeepSeek on a free port. It ends with Close-Simulator, or with this process.
    .PARAMETER Key
        The key of its account.
    .PARAMETER Argument
        Additional arguments of the simulator, such as --granted 5.
    .PARAMETER Configuration
        The build configuration of the simulator.
    #>
    [OutputType([pscustomobject])]
    param(
        [string] $Key = 'sk-made-up-0000000000000001',
        [string[]] $Argument = @(),
        [string] $Configuration = $env:COSTCOMPASS_TEST_CONFIGURATION ? $env:COSTCOMPASS_TEST_CONFIGURATION : 'Release'
    )

    $program = Join-Path $root 'tests' 'CostCompass.Simulator' 'bin' $Configuration 'net10.0' 'CostCompass.Simulator.dll'
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($one in @($program, '--port', '0', '--key', $Key, '--until-stdin-closes') + $Argument) { $start.ArgumentList.Add($one) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.UseShellExecute = $false
    $process = [Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait(30000) -or -not $line.Result) {
        Stop-Program $process
        throw "The simulator didn't start."
    }

    [pscustomobject]@{ BaseUri = ($line.Result | ConvertFrom-Json).baseUri; Key = $Key; Process = $process }
}

function Close-Simulator {
    <#
    .SYNOPSIS
        Stops a simulated DeepSeek and waits until it has ended.
    #>
    param(
        [AllowNull()]
        [object] $Simulator
    )

    if ($Simulator) {
        $Simulator.Process.StandardInput.Close()
        if (-not $Simulator.Process.WaitForExit(5000)) { Stop-Program $Simulator.Process }
        $Simulator.Process.Dispose()
    }
}

function Invoke-Simulator {
    <#
    .SYNOPSIS
        Sends a control request to a simulated DeepSeek: Invoke-Simulator $simulator spend @{ amount = 2.5 }
    #>
    [OutputType([object])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [object] $Simulator,

        [Parameter(Mandatory, Position = 1)]
        [string] $Path,

        [Parameter(Position = 2)]
        [System.Collections.IDictionary] $Body,

        [ValidateSet('Get', 'Post', 'Delete')]
        [string] $Method = $Body ? 'Post' : 'Get'
    )

    $request = @{ Uri = "$($Simulator.BaseUri)/control/$Path"; Method = $Method; NoProxy = $true; Verbose = $false; Debug = $false }
    if ($Body) {
        $request['Body'] = $Body | ConvertTo-Json -Depth 5
        $request['ContentType'] = 'application/json'
    }

    Invoke-RestMethod @request
}

Export-ModuleMember -Function Open-Simulator, Close-Simulator, Invoke-Simulator
