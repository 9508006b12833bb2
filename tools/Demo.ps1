<#
.SYNOPSIS
    Runs the main workflow in a new PowerShell process with a temporary home folder: against a simulated DeepSeek, with -Stack against
    five simulated providers, or with -Live against DeepSeek itself.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release',

    [switch] $Live,

    [switch] $Stack
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
if ($Live -and $Stack) { throw '-Live and -Stack can''t be combined, because the whole stack requires simulated providers. Omit one of them.' }
if ($Live -and -not $env:DEEPSEEK_API_KEY) { throw '-Live requires the environment variable DEEPSEEK_API_KEY, which isn''t set.' }

Import-Module (Join-Path $PSScriptRoot 'PowerShell.psm1')
$shell = Get-PowerShellPath

# A file or another program that takes the output has no use for colors. The shell of the demo knows this from the variable.
$previousColor = $env:NO_COLOR
if ([Console]::IsOutputRedirected) { $env:NO_COLOR = '1' }
'Compiling the module. The first time, its packages are downloaded from NuGet, which can take a minute or two...'
& (Join-Path $PSScriptRoot 'Build.ps1') -Configuration $Configuration -Verbosity minimal
$scripts = Join-Path $PSScriptRoot 'demo'
$throwaway = Join-Path ([IO.Path]::GetTempPath()) "costcompass-demo-$([guid]::NewGuid().ToString('n'))"
$simulator = $null
$previousHome = $env:COSTCOMPASS_HOME
try {
    $env:COSTCOMPASS_HOME = $throwaway
    if ($Live) {
        & $shell -NoProfile -NonInteractive -File (Join-Path $scripts 'Live.ps1')
    }
    else {
        'Compiling the simulated DeepSeek...'
        dotnet build (Join-Path $root 'tests' 'CostCompass.Simulator') --configuration $Configuration --nologo --verbosity minimal
        if ($LASTEXITCODE -ne 0) { throw 'The simulator could not be compiled.' }
        Import-Module (Join-Path $PSScriptRoot 'Simulator.psm1')
        $simulator = Open-Simulator -Key 'sk-demo-0000000000000000' -Configuration $Configuration -Argument @(
            '--currency', 'USD', '--granted', '0', '--topped-up', '60', '--clock', '2026-11-02T00:00:00Z')
        'Starting it, and a PowerShell with a temporary home folder...'
        & $shell -NoProfile -NonInteractive -File (Join-Path $scripts ($Stack ? 'Stack.ps1' : 'Fortnight.ps1')) -BaseUri $simulator.BaseUri
    }

    if ($LASTEXITCODE -ne 0) { throw 'The demo failed.' }

    ''
    'To track your own account, continue in PowerShell:'
    "  Import-Module '$((Join-Path $root 'output' 'CostCompass').Replace("'", "''"))'"
    '  Connect-DeepSeek'
    '  Update-CostSnapshot'
    '  Get-CostForecast'
}
finally {
    $env:COSTCOMPASS_HOME = $previousHome
    $env:NO_COLOR = $previousColor
    Close-Simulator $simulator
    Remove-Item $throwaway -Recurse -Force -ErrorAction Ignore
}
