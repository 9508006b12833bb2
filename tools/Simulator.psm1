# Starts the simulator of DeepSeek on a free port of the loopback interface, and talks to its controls.

Set-StrictMode -Version Latest

function Start-Simulator {
    <#
    .SYNOPSIS
        Starts the simulator in a process of its own and waits until it listens.
    .OUTPUTS
        An object with BaseUri and Process.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory)]
        [string] $Configuration,

        [string[]] $ArgumentList = @()
    )

    $root = Split-Path $PSScriptRoot
    $program = Join-Path $root 'tests' 'CostCompass.Simulator' 'bin' $Configuration 'net10.0' 'CostCompass.Simulator.dll'
    if (-not (Test-Path $program)) { throw "The simulator is not built: $program" }
    if (-not $PSCmdlet.ShouldProcess($program, 'Start')) { return }

    $output = [IO.Path]::GetTempFileName()
    $process = Start-Process dotnet -ArgumentList (@("`"$program`"", '--port', '0') + $ArgumentList) -RedirectStandardOutput $output -PassThru -NoNewWindow
    $deadline = [datetime]::UtcNow.AddSeconds(30)
    while (-not ($line = Get-Content $output -TotalCount 1)) {
        if ($process.HasExited -or [datetime]::UtcNow -gt $deadline) { throw 'The simulator did not start.' }
        Start-Sleep -Milliseconds 50
    }

    [pscustomobject]@{ BaseUri = ($line | ConvertFrom-Json).baseUri; Process = $process; Output = $output }
}

function Stop-Simulator {
    <#
    .SYNOPSIS
        Stops a simulator that Start-Simulator started.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory)]
        [psobject] $Simulator
    )

    if ($PSCmdlet.ShouldProcess($Simulator.BaseUri, 'Stop')) {
        if (-not $Simulator.Process.HasExited) {
            Stop-Process -Id $Simulator.Process.Id
            $Simulator.Process.WaitForExit()
        }

        Remove-Item $Simulator.Output -ErrorAction Ignore
    }
}

function Invoke-SimulatorControl {
    <#
    .SYNOPSIS
        Tells the simulator to do something: spend, topup, grant, clock and so on.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [string] $BaseUri,

        [Parameter(Mandatory)]
        [string] $Control,

        [Parameter(Mandatory)]
        [hashtable] $Body
    )

    $null = Invoke-RestMethod "$($BaseUri.TrimEnd('/'))/control/$Control" -Method Post -Body ($Body | ConvertTo-Json) -ContentType 'application/json'
}

Export-ModuleMember -Function Start-Simulator, Stop-Simulator, Invoke-SimulatorControl
