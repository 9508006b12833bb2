function Invoke-Worker {
    <#
    .SYNOPSIS
        Runs the worker of the soak, and gives each line that it writes as an object. An argument can't contain a wildcard, which would become
        the names of files.
    .PARAMETER Worker
        The path of the program.
    .PARAMETER Argument
        Its arguments.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)]
        [string] $Worker,

        [Parameter(Mandatory, ValueFromRemainingArguments)]
        [string[]] $Argument
    )

    $count = 0
    & $Worker @Argument | ForEach-Object {
        $count++
        $_ | ConvertFrom-Json
    }
    if ($LASTEXITCODE -ne 0 -or $count -eq 0) { throw "The worker failed after $count lines: $Argument" }
}
