<#
.SYNOPSIS
    Reads the help pages of docs/en-US and runs their examples, each in a home of its own against a simulated DeepSeek.
.DESCRIPTION
    Every key and password here is made up. What an example cannot have in a test has a stand-in:

    - Read-Host -AsSecureString and Get-Credential answer at once; the prompt decides with which made-up secret.
    - Microsoft.PowerShell.SecretManagement\Get-Secret is a function that returns a made-up key.
    - DEEPSEEK_BASE_URL holds the address of the simulator, so that Connect-DeepSeek does not go to DeepSeek; likewise for other providers.
    - COSTCOMPASS_CLOCK holds the time still.
    - On Linux, crontab and systemctl are stand-ins: an example schedules nothing on the computer.
    - Time zone and culture are UTC and invariant; Windows takes no time zone from the environment, there it is the machine's.
#>

$script:Root = Split-Path (Split-Path (Split-Path $PSScriptRoot))
Import-Module (Join-Path $script:Root 'tools' 'PowerShell.psm1')
$script:Module = Join-Path $script:Root 'output' 'CostCompass' 'CostCompass.psd1'
$script:Instant = '2026-11-16T09:00:00Z'
$script:UsdKey = 'sk-made-up-usd'
$script:CnyKey = 'sk-made-up-cny'
$script:Variables = 'COSTCOMPASS_HOME', 'COSTCOMPASS_STORE', 'COSTCOMPASS_CLOCK', 'COSTCOMPASS_VAULT_PASSWORD', 'DEEPSEEK_API_KEY',
'DEEPSEEK_BASE_URL', 'DEEPSEEK_TEAM_KEY', 'KIMI_KEY', 'STABILITY_API_KEY', 'MOONSHOT_BASE_URL', 'OPENROUTER_BASE_URL', 'TZ', 'PATH', 'CLAUDE_CONFIG_DIR'

# Where an example begins: nothing there yet, a vault with one sealed key, a history of some months, or else two accounts with a
# fortnight of snapshots.
$script:BeginsEmpty = 'Connect-CostProvider', 'Connect-DeepSeek', 'Unlock-CostVault'
$script:BeginsWithVault = 'Get-CostVault', 'Lock-CostVault', 'Set-CostVaultPassword'
$script:BeginsWithMonths = 'Test-CostForecast'

# Runs in the example's runspace before the example.
$script:StandIns = {
    param($Module)

    [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
    [cultureinfo]::CurrentUICulture = [cultureinfo]::InvariantCulture
    Import-Module $Module

    function Get-MadeUpSecret([string] $Prompt) {
        $text = switch -Wildcard ($Prompt) {
            '*onnection string*' { 'Host=db.example.com;Database=costs;Username=ann;Password=made-up'; break }
            '*key*' { 'sk-made-up-usd'; break }
            '*new*' { 'another made-up password'; break }
            default { 'a made-up password' }
        }
        $secret = [securestring]::new()
        foreach ($character in $text.ToCharArray()) { $secret.AppendChar($character) }
        $secret
    }

    function Get-TypedSecret([string] $Prompt, [switch] $AsSecureString) {
        if (-not $AsSecureString) { throw 'An example asks for a secret in plain text.' }
        Get-MadeUpSecret $Prompt
    }

    function Get-TypedCredential([string] $UserName, [string] $Message) {
        [pscredential]::new($UserName, (Get-MadeUpSecret $Message))
    }

    # An alias comes before the command of the same name.
    Set-Alias -Name Read-Host -Value Get-TypedSecret -Scope Global
    Set-Alias -Name Get-Credential -Value Get-TypedCredential -Scope Global

    New-Module -Name Microsoft.PowerShell.SecretManagement {
        function Get-Secret([string] $Name, [string] $Vault) {
            if (-not $Name -or -not $Vault) { throw 'The example names no secret or no vault.' }
            Get-MadeUpSecret 'key'
        }
    } | Import-Module -Global
}

# Two accounts and a reading every twelve hours for a fortnight, with weekends, and with two top-ups that differ in what they hide.
$script:Fortnight = {
    param($BaseUri)

    $control = "$BaseUri/control"
    function Send-Control([string] $Path, [hashtable] $Body) {
        $null = Invoke-RestMethod "$control/$Path" -Method Post -Body ($Body | ConvertTo-Json) -ContentType application/json -NoProxy
    }

    $null = Connect-DeepSeek -Name deepseek -EnvironmentVariable DEEPSEEK_API_KEY -SkipVerification
    $null = Connect-DeepSeek -Name team -EnvironmentVariable DEEPSEEK_TEAM_KEY -SkipVerification
    $start = [datetimeoffset]::Parse('2026-11-02T08:00:00Z', [cultureinfo]::InvariantCulture)
    foreach ($step in 0..28) {
        $now = $start.AddHours(12 * $step)
        $env:COSTCOMPASS_CLOCK = $now.ToString('o', [cultureinfo]::InvariantCulture)
        if ($step -gt 0) {
            $isWeekend = $now.AddHours(-12).DayOfWeek -in 'Saturday', 'Sunday'
            $usd = ($isWeekend ? 0.1 : $step % 2 ? 0.62 : 0.21) + 0.03 * ($step * 7 % 5)
            Send-Control spend @{ key = 'sk-made-up-usd'; currency = 'USD'; amount = [math]::Round($usd, 2) }
            if (-not $isWeekend) { Send-Control spend @{ key = 'sk-made-up-cny'; currency = 'CNY'; amount = [math]::Round(2 + $usd, 2) } }
        }
        if ($step -eq 5) { Send-Control topup @{ key = 'sk-made-up-usd'; currency = 'USD'; amount = 10 } }
        if ($step -eq 19) { Send-Control topup @{ key = 'sk-made-up-usd'; currency = 'USD'; amount = 20 } }
        $null = Update-CostSnapshot
    }

    # What an example that takes a snapshot finds to be new.
    Send-Control spend @{ key = 'sk-made-up-usd'; currency = 'USD'; amount = 0.15 }
    Send-Control spend @{ key = 'sk-made-up-cny'; currency = 'CNY'; amount = 1.1 }
}

# A reading each midnight from July on, long enough to be replayed: one account rests at weekends and grows, the other has bursts.
$script:Months = {
    $start = [datetimeoffset]::Parse('2026-07-01T00:00:00Z', [cultureinfo]::InvariantCulture)
    $usd = 400.00
    $cny = 900.00
    $lines = foreach ($day in 0..138) {
        $now = $start.AddDays($day)
        $instant = $now.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
        "deepseek,USD,$instant,$usd"
        "team,CNY,$instant,$cny"
        $noise = ($day * 37 % 11 - 5) / 10
        $isWeekend = $now.DayOfWeek -in 'Saturday', 'Sunday'
        $usd = [math]::Round($usd - ($isWeekend ? 0.3 : 1.5 + 0.01 * $day) * (1 + 0.6 * $noise), 2)
        $cny = [math]::Round($cny - 3 * (1 + $noise) - ($day * 29 % 17 -lt 2 ? 9 : 0), 2)
    }
    $file = Join-Path ([IO.Path]::GetTempPath()) "costcompass-help-$([guid]::NewGuid().ToString('n')).csv"
    Set-Content $file (@('account,currency,first_seen,total') + $lines)
    $null = Import-CostSnapshot -Path $file
    Remove-Item $file
}

# The answers of a fortnight, in a folder of the current one, as docs/spending-less.md takes them for granted.
$script:Sessions = {
    $folder = Join-Path $env:COSTCOMPASS_HOME 'work'
    $null = New-Item -ItemType Directory (Join-Path $folder 'sessions') -Force
    Set-Location $folder
    $lines = foreach ($call in 0..239) {
        $at = [datetimeoffset]::new(2026, 11, 2, 0, 0, 0, [timespan]::Zero).AddMinutes(83 * $call)
        $thinks = $call % 3 -eq 0
        @{
            id = "call-$call"; created = $at.ToUnixTimeSeconds(); model = $call % 8 -eq 0 ? 'deepseek-v4-pro' : 'deepseek-flash'
            usage = @{
                prompt_tokens = 24000 + 100 * ($call % 7)
                prompt_cache_hit_tokens = 18000 - 64 * ($call % 5)
                prompt_cache_miss_tokens = 6000 + 100 * ($call % 7) + 64 * ($call % 5)
                completion_tokens = $thinks ? 2600 : 700
                completion_tokens_details = @{ reasoning_tokens = $thinks ? 1900 : 0 }
            }
        } | ConvertTo-Json -Compress
    }
    Set-Content (Join-Path 'sessions' 'calls.jsonl') $lines
}

$script:SealedKey = {
    $null = Unlock-CostVault -Password (Get-MadeUpSecret 'password')
    $null = Connect-DeepSeek -ApiKey (Get-MadeUpSecret 'key') -SkipVerification
    $null = Lock-CostVault
}

function Initialize-Scheduler([string] $Path) {
    $null = New-Item $Path -ItemType Directory -Force
    $programs = @{
        systemctl = 'exit 1'
        crontab   = 'if [ "$1" = -l ]; then cat "$COSTCOMPASS_HOME/crontab" 2>/dev/null || { echo "no crontab" >&2; exit 1; }; else cat > "$COSTCOMPASS_HOME/crontab"; fi'
    }
    foreach ($name in $programs.Keys) {
        $file = Join-Path $Path $name
        [IO.File]::WriteAllText($file, "#!/bin/sh`n$($programs[$name])`n")
        [IO.File]::SetUnixFileMode($file, [IO.UnixFileMode] 'UserRead, UserWrite, UserExecute')
    }
}

function Initialize-PrivateFolder {
    param([string] $Path)

    if ($IsWindows) { $null = [IO.Directory]::CreateDirectory($Path) }
    else { $null = [IO.Directory]::CreateDirectory($Path, [IO.UnixFileMode]'UserRead, UserWrite, UserExecute') }
}

function Open-HelpSimulator {
    <#
    .SYNOPSIS
        Starts the simulated DeepSeek on loopback. It ends with Close-HelpSimulator, or with this process.
    #>
    $project = Join-Path $script:Root 'tests' 'CostCompass.Simulator'
    $program = Join-Path $project 'bin' 'Release' 'net10.0' 'CostCompass.Simulator.dll'
    if (-not (Test-Path $program)) {
        $null = dotnet build $project --configuration Release --nologo --verbosity quiet
    }

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in $program, '--port', '0', '--key', $script:UsdKey, '--granted', '3', '--topped-up', '50', '--clock', $script:Instant,
        '--rate-limits', 'Duration', '--until-stdin-closes') { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $baseUri = ($process.StandardOutput.ReadLine() | ConvertFrom-Json).baseUri
    $body = @{ key = $script:CnyKey; currency = 'CNY'; granted = 0; toppedUp = 200 } | ConvertTo-Json
    $null = Invoke-RestMethod "$baseUri/control/accounts" -Method Post -Body $body -ContentType application/json -NoProxy
    [pscustomobject]@{ BaseUri = $baseUri; Process = $process }
}

function Close-HelpSimulator {
    <#
    .SYNOPSIS
        Ends the simulator.
    #>
    param([Parameter(Mandatory)] $Simulator)

    $null = Invoke-RestMethod "$($Simulator.BaseUri)/control/stop" -Method Post -NoProxy
    $Simulator.Process.StandardInput.Close()
    if (-not $Simulator.Process.WaitForExit(10000)) { Stop-Program $Simulator.Process }
    $Simulator.Process.Dispose()
}

function Invoke-InHome {
    param([string] $HomeFolder, [string] $BaseUri, [scriptblock[]] $Before, [string] $Code)

    $former = @{}
    foreach ($variable in $script:Variables) { $former[$variable] = [Environment]::GetEnvironmentVariable($variable) }
    $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
    $runspace.ThreadOptions = 'ReuseThread'
    $runspace.Open()
    # Files that an example writes belong to its home.
    if (Test-Path $HomeFolder) { $null = $runspace.SessionStateProxy.Path.SetLocation($HomeFolder) }
    $shell = [powershell]::Create($runspace)
    try {
        $env:COSTCOMPASS_HOME = $HomeFolder
        $env:COSTCOMPASS_CLOCK = $script:Instant
        $env:COSTCOMPASS_VAULT_PASSWORD = $null
        $env:DEEPSEEK_API_KEY = $script:UsdKey
        $env:DEEPSEEK_TEAM_KEY = $script:CnyKey
        $env:DEEPSEEK_BASE_URL = $BaseUri
        $env:KIMI_KEY = $script:UsdKey
        $env:STABILITY_API_KEY = $script:UsdKey
        $env:MOONSHOT_BASE_URL = "$BaseUri/v1"
        $env:OPENROUTER_BASE_URL = "$BaseUri/api/v1"
        $env:TZ = 'UTC'
        $env:CLAUDE_CONFIG_DIR = "$HomeFolder-programs"
        if ($IsLinux) {
            Initialize-Scheduler "$HomeFolder-programs"
            $env:PATH = "$HomeFolder-programs:$env:PATH"
        }
        [TimeZoneInfo]::ClearCachedData()

        $null = $shell.AddScript($script:StandIns).AddArgument($script:Module).Invoke()
        foreach ($preparation in $Before) {
            $shell.Commands.Clear()
            $null = $shell.AddScript($preparation).AddArgument($BaseUri).Invoke()
        }
        if ($shell.Streams.Error.Count) { throw "The example could not be prepared: $($shell.Streams.Error[0])" }

        $env:COSTCOMPASS_CLOCK = $script:Instant
        $shell.Commands.Clear()
        try {
            $text = $shell.AddScript("& {`n$Code`n} | Out-String -Width 110").Invoke() -join ''
            $failures = @($shell.Streams.Error | ForEach-Object { "$_" })
        }
        catch {
            $text = ''
            $failures = @("$_")
        }
        [pscustomobject]@{
            Text     = ($text -replace '\e\[[\d;]*m' -split '\r?\n' | ForEach-Object TrimEnd) -join "`n" -replace '^\n+|\n+$'
            Errors   = $failures
            IsUtc    = [TimeZoneInfo]::Local.BaseUtcOffset -eq [timespan]::Zero
            Warnings = @($shell.Streams.Warning | ForEach-Object Message)
        }
    }
    finally {
        $shell.Dispose()
        $runspace.Dispose()
        foreach ($variable in $script:Variables) { [Environment]::SetEnvironmentVariable($variable, $former[$variable]) }
        [TimeZoneInfo]::ClearCachedData()
    }
}

function Initialize-HelpHistory {
    <#
    .SYNOPSIS
        Makes a home with two accounts and a fortnight of snapshots, to be copied for each example.
    #>
    param([Parameter(Mandatory)] $Simulator, [Parameter(Mandatory)] [string] $Path)

    $result = Invoke-InHome -HomeFolder $Path -BaseUri $Simulator.BaseUri -Before $script:Fortnight -Code '(Get-CostStore).Snapshots'
    if ($result.Errors -or [int]$result.Text -lt 40) { throw "There is no history to show: $($result.Text) $($result.Errors)" }
}

function Invoke-HelpExample {
    <#
    .SYNOPSIS
        Runs the code of an example as it is shown, in a fresh home. Gives its text, its errors and its warnings.
    #>
    param(
        [Parameter(Mandatory)] $Simulator,
        [Parameter(Mandatory)] [string] $Command,
        [Parameter(Mandatory)] [string] $Code,
        [Parameter(Mandatory)] [string] $History,
        [Parameter(Mandatory)] [string] $Path
    )

    $before = @()
    if ($Command -in $script:BeginsWithVault) {
        $before = @($script:SealedKey)
    }
    elseif ($Command -in $script:BeginsWithMonths) {
        $before = @($script:Months)
    }
    elseif ($Command -eq 'spending-less') {
        Initialize-PrivateFolder $Path
        $before = @($script:Sessions)
    }
    elseif ($Command -notin $script:BeginsEmpty) {
        Initialize-PrivateFolder $Path
        Get-ChildItem $History -File | Copy-Item -Destination $Path
    }
    Invoke-InHome -HomeFolder $Path -BaseUri $Simulator.BaseUri -Before $before -Code $Code
}

function ConvertFrom-HelpPage {
    <#
    .SYNOPSIS
        Takes a page of docs/en-US apart, without PlatyPS.
    .OUTPUTS
        Name, Synopsis, Syntax, Description, Examples (Title, Before, Code, Output, After), Parameters (Name, Text, Metadata), Inputs, Outputs, Notes, Links.
    #>
    param([Parameter(Mandatory)] [string] $Path)

    $text = (Get-Content $Path -Raw) -replace '\r'
    $sections = @{}
    foreach ($match in [regex]::Matches($text, '(?ms)^## (?<name>[A-Z ]+)\n(?<body>.*?)(?=^## [A-Z ]+\n|\z)')) {
        $sections[$match.Groups['name'].Value] = $match.Groups['body'].Value.Trim()
    }

    [pscustomobject]@{
        Name        = [regex]::Match($text, '(?m)^# (.+)$').Groups[1].Value
        Synopsis    = $sections['SYNOPSIS']
        Syntax      = $sections['SYNTAX']
        Description = $sections['DESCRIPTION']
        Examples    = @(Split-HelpSection $sections['EXAMPLES'] | ForEach-Object {
                $code = [regex]::Match($_.Body, '(?ms)^```powershell\n(.*?)\n```$')
                $output = [regex]::Match($_.Body, '(?ms)^```output\n(.*?)\n```$')
                [pscustomobject]@{
                    Title  = $_.Title
                    Code   = $code.Groups[1].Value
                    Output = $output.Groups[1].Value
                    Before = $_.Body.Substring(0, $code.Index).Trim()
                    After  = ($_.Body.Substring($code.Index + $code.Length) -replace '(?ms)^```output\n.*?\n```$').Trim()
                }
            })
        Parameters  = @(Split-HelpSection $sections['PARAMETERS'] | Where-Object Title -NE 'CommonParameters' | ForEach-Object {
                $yaml = [regex]::Match($_.Body, '(?ms)^```yaml\n(.*?)\n```$')
                [pscustomobject]@{
                    Name     = $_.Title.TrimStart('-')
                    Text     = $_.Body.Substring(0, $yaml.Index).Trim()
                    Metadata = $yaml.Groups[1].Value
                }
            })
        Inputs      = @(Split-HelpSection $sections['INPUTS'])
        Outputs     = @(Split-HelpSection $sections['OUTPUTS'])
        Notes       = $sections['NOTES']
        Links       = @([regex]::Matches("$($sections['RELATED LINKS'])", '\[([^\]]+)\]\(') | ForEach-Object { $_.Groups[1].Value })
    }
}

function Get-PageExample {
    <#
    .SYNOPSIS
        The examples of a page that is no help page: each block of code that is followed by its output.
    .OUTPUTS
        Title (the heading above it), Code, Output.
    #>
    param([Parameter(Mandatory)] [string] $Path)

    $text = (Get-Content $Path -Raw) -replace '\r'
    [regex]::Matches($text, '(?ms)^```powershell\n(?<code>((?!```).)*?)\n```\n\n```output\n(?<output>((?!```).)*?)\n```$') | ForEach-Object {
        $index = $_.Index
        [pscustomobject]@{
            Title  = [regex]::Matches($text.Substring(0, $index), '(?m)^#+ (.+)$')[-1].Groups[1].Value
            Code   = $_.Groups['code'].Value
            Output = $_.Groups['output'].Value
        }
    }
}

function Split-HelpSection {
    param([string] $Text)

    [regex]::Matches($Text, '(?ms)^### (?<title>[^\n]+)(\n(?<body>.*?))?(?=^### |\z)') | ForEach-Object {
        [pscustomobject]@{ Title = $_.Groups['title'].Value.Trim(); Body = $_.Groups['body'].Value.Trim() }
    }
}

Export-ModuleMember -Function Open-HelpSimulator, Close-HelpSimulator, Initialize-HelpHistory, Invoke-HelpExample, ConvertFrom-HelpPage, Get-PageExample
