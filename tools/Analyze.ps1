<#
.SYNOPSIS
    Runs PSScriptAnalyzer over every script of the repository.
.OUTPUTS
    With -PassThru an object with Passed, Failed and Skipped: the scripts without and with findings.
#>
[CmdletBinding()]
param(
    [switch] $PassThru
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
& (Join-Path $PSScriptRoot 'Import-BuildModule.ps1') -Name PSScriptAnalyzer -MinimumVersion 1.22.0

$scripts = Get-ChildItem $root -Recurse -File -Include '*.ps1', '*.psm1', '*.psd1' |
    Where-Object FullName -NotMatch '[\\/](output|artifacts|bin|obj|node_modules)[\\/]'
$failed = 0
foreach ($script in $scripts) {
    $findings = @(Invoke-ScriptAnalyzer -Path $script.FullName -Settings (Join-Path $PSScriptRoot 'ScriptAnalyzerSettings.psd1'))
    if ($findings) {
        $failed++
        $findings | Format-Table ScriptName, Line, RuleName, Message -Wrap | Out-String -Width 160 | Write-Output | Out-Default
    }
}

if ($PassThru) {
    [pscustomobject]@{ Passed = $scripts.Count - $failed; Failed = $failed; Skipped = 0 }
}
else {
    "PSScriptAnalyzer: $($scripts.Count) scripts, $failed with findings"
}

$global:LASTEXITCODE = $failed -gt 0 ? 1 : 0
