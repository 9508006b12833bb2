@setlocal & cd /d "%~dp0"
@dotnet tool restore || exit /b 1
@dotnet tool run pwsh -- -NoProfile -ExecutionPolicy Bypass -File build.ps1 %*
