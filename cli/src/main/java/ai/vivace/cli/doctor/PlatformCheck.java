package ai.vivace.cli.doctor;

import java.util.List;
import java.util.Locale;

/** Operating system, processor architecture and C library. */
record PlatformCheck(Platform platform, String engineName) implements Check {
    @Override
    public Finding look() {
        List<String> advice = Advice.platform(platform);
        String libc =
                switch (platform.libc().kind()) {
                    case GLIBC -> ", glibc " + platform.libc().version();
                    case MUSL -> ", musl";
                    case OTHER -> "";
                };
        String text = platform.release() + libc + " (" + engineName + ")";
        Finding finding = advice.isEmpty() ? Finding.ok("Platform", text) : Finding.fail("Platform", text, advice);
        return finding.fact("platform", engineName)
                .fact("system", platform.release())
                .fact("libc", platform.libc().kind().name().toLowerCase(Locale.ROOT))
                .fact("libcVersion", platform.libc().version());
    }
}
