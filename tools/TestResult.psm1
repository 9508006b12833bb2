# What a suite gives: Passed, Failed, Skipped, Failures in words, Slowest (Name and Seconds of its slowest tests), and NotRun,
# which says what did not run for want of a program.

function New-TestResult {
    <#
    .SYNOPSIS
        Makes the result of a suite. A failure in words or a reason why it did not run counts as one failed or skipped unless numbers are given.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It makes an object.')]
    [OutputType([pscustomobject])]
    param(
        [int] $Passed = 0,

        [int] $Failed = 0,

        [int] $Skipped = 0,

        [string[]] $Failure = @(),

        [object[]] $Test = @(),

        [string] $NotRun
    )

    [pscustomobject]@{
        Passed   = $Passed
        Failed   = $Failed -eq 0 -and $Failure ? $Failure.Count : $Failed
        Skipped  = $Skipped
        Failures = $Failure
        Slowest  = @($Test | Sort-Object Seconds -Descending -Top 10)
        NotRun   = $NotRun ? $NotRun : $null
    }
}

function Read-TrxResult {
    <#
    .SYNOPSIS
        Sums the reports that dotnet test left in a folder.
    .PARAMETER ExitCode
        How dotnet test ended: a run that breaks off has no counter of its own.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $Folder,

        [Parameter(Mandatory)]
        [int] $ExitCode
    )

    # Two reports of the same second are told apart by brackets in their names.
    $runs = @(Get-ChildItem $Folder -Filter '*.trx' | ForEach-Object { ([xml](Get-Content -LiteralPath $_.FullName -Raw)).TestRun })
    $tests = @($runs | ForEach-Object { $_.Results.UnitTestResult })
    $failed = @($tests | Where-Object outcome -EQ Failed)
    $passed = @($tests | Where-Object outcome -EQ Passed).Count
    $failures = @($failed | ForEach-Object { "$($_.testName)`n$($_.Output.ErrorInfo.Message)" })
    if ($ExitCode -ne 0 -and -not $failed) { $failures += "dotnet test ended with $ExitCode." }
    $seconds = { $_.duration ? [timespan]::Parse($_.duration, [cultureinfo]::InvariantCulture).TotalSeconds : 0 }
    New-TestResult -Passed $passed -Skipped ($tests.Count - $passed - $failed.Count) -Failure $failures -Test (
        $tests | Select-Object @{ n = 'Name'; e = { $_.testName } }, @{ n = 'Seconds'; e = $seconds })
}

Export-ModuleMember -Function New-TestResult, Read-TrxResult
