# One key goes through a whole session: every way to give it, every fault, every stream. It may appear nowhere.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
    Import-Module (Get-BuiltModulePath)
    # The key of the command line is another one: that of the session reaches the simulator by a request.
    $script:simulator = Open-Simulator -Argument '--topped-up', '20'
    $script:key = "sk-made-up-$([guid]::NewGuid().ToString('N'))"
    $null = Invoke-Simulator $simulator accounts @{ key = $key; currency = 'USD'; granted = 1; toppedUp = 30 }

    $script:place = Join-Path $TestDrive 'place'
    $script:folders = @{}
    foreach ($name in 'home', 'temp', 'user', 'modules') {
        $folders[$name] = Join-Path $place $name
        $null = New-Item $folders[$name] -ItemType Directory
    }
    if (-not $IsWindows) { (Get-Item $folders['home']).UnixFileMode = [Convert]::ToInt32('700', 8) }

    $fake = Join-Path $folders['modules'] 'Microsoft.PowerShell.SecretManagement'
    $null = New-Item $fake -ItemType Directory
    Set-Content (Join-Path $fake 'Microsoft.PowerShell.SecretManagement.psm1') -Value @'
function Get-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault)
    $secret = [securestring]::new()
    foreach ($character in $env:MADE_UP.ToCharArray()) { $secret.AppendChar($character) }
    $secret
}
'@

    $script:session = {
        $all = [System.Collections.Generic.List[string]]::new()
        $VerbosePreference = 'Continue'
        $DebugPreference = 'Continue'
        $null = Start-Transcript (Join-Path $env:TMPDIR 'transcript.txt') -IncludeInvocationHeader
        function Get-MadeUp {
            $secret = [securestring]::new()
            foreach ($character in $env:MADE_UP.ToCharArray()) { $secret.AppendChar($character) }
            , $secret
        }
        function Invoke-Seen {
            param([scriptblock] $Action)
            $all.Add((& $Action *>&1 | Format-List * -Force | Out-String -Width 400))
        }
        function Invoke-Control {
            param([string] $Path, [hashtable] $Body, [string] $Method = 'Post')
            $null = Invoke-RestMethod "$env:BASE/control/$Path" -Method $Method -Body ($Body | ConvertTo-Json) -ContentType 'application/json' -Verbose:$false -Debug:$false
        }

        $where = @{ BaseUri = $env:BASE; Force = $true; Verbose = $true; Debug = $true }
        $ways = @(
            { Connect-DeepSeek key -ApiKey (Get-MadeUp) @where }
            { Connect-DeepSeek credential -Credential ([pscredential]::new('whoever', (Get-MadeUp))) @where }
            { Connect-DeepSeek variable -EnvironmentVariable MADE_UP @where }
            { Connect-DeepSeek secret -SecretName any @where }
        )
        $questions = @(
            { Get-DeepSeekBalance -TimeoutSec 1 -Verbose -Debug }
            { Update-CostSnapshot -TimeoutSec 1 -Verbose -Debug }
            { Get-DeepSeekModel key, secret -TimeoutSec 1 -Verbose -Debug }
        )
        foreach ($way in $ways) { Invoke-Seen $way }
        foreach ($question in $questions) { Invoke-Seen $question }

        # What goes wrong: the key as plain text, each fault, a locked vault, a server that is not there.
        Invoke-Seen { Connect-DeepSeek plain -ApiKey $env:MADE_UP @where }
        Invoke-Seen { Unlock-CostVault $env:MADE_UP }
        Invoke-Seen { Set-CostVaultPassword -Password $env:MADE_UP }
        Invoke-Seen { Set-CostVaultPassword -Password (Get-MadeUp) -CurrentPassword $env:MADE_UP }
        foreach ($kind in $env:FAULTS.Split(',')) {
            $fault = @{ kind = $kind; count = -1; retryAfter = 60; seconds = 5; location = "$env:BASE/elsewhere" }
            if ($kind -eq 'OtherStatus') { $fault['status'] = 418 }
            Invoke-Control fault $fault
            foreach ($question in $questions) { Invoke-Seen $question }
            Invoke-Seen { Connect-DeepSeek key -ApiKey (Get-MadeUp) -TimeoutSec 1 @where }
            Invoke-Control fault -Method Delete
        }
        Invoke-Seen { Connect-DeepSeek nobody -ApiKey (Get-MadeUp) -BaseUri 'http://127.0.0.1:1' -TimeoutSec 1 -Verbose -Debug }
        Invoke-Seen { Connect-DeepSeek insecure -ApiKey (Get-MadeUp) -BaseUri 'http://192.0.2.1' -Verbose -Debug }

        Invoke-Seen { Get-CostAccount }
        Invoke-Seen { Get-CostVault }
        Invoke-Seen { Get-CostStore }
        Invoke-Seen { Get-CostSnapshot }
        Invoke-Seen { Get-CostForecast }
        Invoke-Seen { Lock-CostVault; Disconnect-CostAccount key -Verbose -Debug }
        Update-CostSnapshot variable -Verbose -Debug | Out-Host
        Get-DeepSeekBalance variable, nobody -Verbose -Debug | Out-Host
        Connect-DeepSeek plain -ApiKey $env:MADE_UP @where
        $null = Stop-Transcript

        $all.Add(($Error | Format-List * -Force | Out-String -Width 400))
        $all.Add(($Error | ForEach-Object { Get-Error $_ } | Out-String -Width 400))
        $all.Add(($Error | ForEach-Object { $_.Exception.ToString() } | Out-String))
        if ($IsLinux) {
            $all.Add((Get-ChildItem /proc -Directory | Where-Object Name -Match '^\d+$' | ForEach-Object {
                        try { [IO.File]::ReadAllText("/proc/$($_.Name)/cmdline") } catch { '' }
                    }) -join "`n")
        }
        @{ Text = $all -join "`n"; Errors = $Error.Count; Snapshots = (Get-CostStore).Snapshots }
    }

    function Find-Secret {
        param([string] $Folder, [string] $Secret)
        $forms = foreach ($encoding in [Text.Encoding]::UTF8, [Text.Encoding]::Unicode) {
            $bytes = $encoding.GetBytes($Secret)
            [Text.Encoding]::Latin1.GetString($bytes)
            # Base64 without its last characters, from each of the three places at which it can begin.
            foreach ($shift in 0..2) {
                $base64 = [Convert]::ToBase64String([byte[]]::new($shift) + $bytes)
                $whole = $base64.Substring(4 * [math]::Min(1, $shift), 4 * [math]::Floor(($bytes.Length - 4) / 3))
                $whole
                [Text.Encoding]::Latin1.GetString([Text.Encoding]::Unicode.GetBytes($whole))
            }
            [Convert]::ToHexString($bytes)
            [Convert]::ToHexString($bytes).ToLowerInvariant()
        }
        foreach ($file in Get-ChildItem $Folder -Recurse -File -Force) {
            $content = [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file.FullName))
            foreach ($form in $forms) {
                if ($content.Contains($form, [StringComparison]::Ordinal)) { $file.FullName; break }
            }
        }
    }

    $names = [regex]::Matches((Get-Content (Join-Path (Get-RepositoryPath) 'tests' 'CostCompass.Simulator' 'Faults' 'FaultKind.cs') -Raw), '(?m)^    (\w+),')
    $script:kinds = $names | ForEach-Object { $_.Groups[1].Value }
    $environment = @{
        COSTCOMPASS_HOME           = $folders['home']
        COSTCOMPASS_VAULT_PASSWORD = 'made-up password of the vault'
        TMPDIR                     = $folders['temp']
        TEMP                       = $folders['temp']
        TMP                        = $folders['temp']
        HOME                       = $folders['user']
        XDG_DATA_HOME              = $folders['user']
        XDG_CONFIG_HOME            = $folders['user']
        XDG_CACHE_HOME             = $folders['user']
        PSModulePath               = $folders['modules']
        BASE                       = $simulator.BaseUri
        MADE_UP                    = $key
        FAULTS                     = $kinds -join ','
        NO_PROXY                   = '127.0.0.1'
    }
    $script:answer = Invoke-FreshShell $session -Environment $environment -TimeoutSec 300
}

AfterAll {
    Close-Simulator $simulator
    Exit-TestHome
}

Describe 'A key, after a whole session' {
    It 'was used: accounts, snapshots, every fault' {
        $answer.HasEnded | Should -BeTrue
        $kinds | Should -Contain 'TerminalEscapes'
        $answer.Value.Errors | Should -BeGreaterThan (3 * $kinds.Count)
        $answer.Value.Snapshots | Should -BeGreaterThan 3
        $answer.Value.Text | Should -Match 'KeyRejected'
        $answer.Value.Text | Should -Match 'RequestTimeout'
        $answer.Value.Text | Should -Match 'KeySource +: SecretManagement'
        (Get-Content (Join-Path $folders['temp'] 'transcript.txt') -Raw) | Should -Match 'rejected the key of account'
    }

    It 'stands in no output, error, warning, verbose or debug text, and in no process'' arguments' {
        $answer.Value.Text.Contains($key) | Should -BeFalse
    }

    It 'stands neither on the console nor on its error stream' {
        $answer.Output | Should -Match 'GET http://127\.0\.0\.1'
        $answer.Errors | Should -Match "The DeepSeek account 'nobody' doesn't exist"
        $answer.Output.Contains($key) | Should -BeFalse
        $answer.Errors.Contains($key) | Should -BeFalse
    }

    It 'stands in no file: store, vault, transcript, temporary files, what the script returned' {
        Get-ChildItem $folders['home'] -File | Should -Not -BeNullOrEmpty
        Find-Secret $TestDrive $key | Should -BeNullOrEmpty
    }

    It 'and the password of the vault stands in none either' {
        Find-Secret $TestDrive 'made-up password of the vault' | Should -BeNullOrEmpty
        $answer.Value.Text.Contains('made-up password of the vault') | Should -BeFalse
    }

    It 'would have been found as <Name>' -ForEach @(
        @{ Name = 'UTF-8'; Form = { param($Secret) , [Text.Encoding]::UTF8.GetBytes("x$Secret") } }
        @{ Name = 'UTF-16'; Form = { param($Secret) , [Text.Encoding]::Unicode.GetBytes("x$Secret") } }
        @{ Name = 'Base64'; Form = { param($Secret) , [Text.Encoding]::ASCII.GetBytes([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("Bearer $Secret"))) } }
        @{ Name = 'Base64 of UTF-16'; Form = { param($Secret) , [Text.Encoding]::ASCII.GetBytes([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("x$Secret"))) } }
        @{ Name = 'hexadecimal digits'; Form = { param($Secret) , [Text.Encoding]::ASCII.GetBytes([Convert]::ToHexString([Text.Encoding]::UTF8.GetBytes($Secret))) } }
    ) {
        $planted = Join-Path $place 'planted'
        [IO.File]::WriteAllBytes($planted, (& $Form $key))
        try { Find-Secret $place $key | Should -Be $planted } finally { Remove-Item $planted }
    }
}
