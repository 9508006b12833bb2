#requires -Version 7.4

<#
.SYNOPSIS
    Builds, tests and shows CostCompass.
.DESCRIPTION
    A thin front: each task is the script of the same name in the folder tools. It needs PowerShell 7.4 or later and the
    .NET 10 SDK; build.sh and build.cmd restore PowerShell. The tasks restore all other packages from NuGet. Where
    PSScriptAnalyzer, PlatyPS, Node, Chromium or PostgreSQL are not there, a task says what did not run.
.PARAMETER Task
    Build makes the module in output/CostCompass. Test runs every suite. Demo shows two weeks with a simulated
    DeepSeek. Docs makes the help from docs/en-US and the pictures of the documentation. Analyze runs PSScriptAnalyzer.
    Package makes a zip and a .nupkg of the module. Soak kills processes while they write, lets many write at once and damages files, for
    some minutes, and prints what was lost.
.PARAMETER Configuration
    Release or Debug.
.PARAMETER Live
    With Demo: ask DeepSeek itself, with the key in the environment variable DEEPSEEK_API_KEY.
.PARAMETER Stack
    With Demo: five simulated providers, two currencies, two subscriptions and two budgets, every figure checked.
.EXAMPLE
    ./build.ps1 -Task Demo
.EXAMPLE
    ./build.ps1 -Task Demo -Stack
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Docs', 'Analyze', 'Package', 'Soak')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [switch] $Live,

    [switch] $Stack
)

$ErrorActionPreference = 'Stop'
$arguments = @{}
if ($Task -notin 'Analyze', 'Docs') { $arguments['Configuration'] = $Configuration }
if ($Task -eq 'Demo') { $arguments += @{ Live = $Live; Stack = $Stack } }

& (Join-Path $PSScriptRoot 'tools' "$Task.ps1") @arguments
exit $LASTEXITCODE
