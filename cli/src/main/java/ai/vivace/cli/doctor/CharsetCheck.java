package ai.vivace.cli.doctor;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Whether the terminal shows charts with all their characters. */
record CharsetCheck(Platform platform, Charset charset) implements Check {
    @Override
    public Finding look() {
        String text = "charset " + charset.name();
        String fix = platform.family() == Platform.Family.WINDOWS ? "chcp 65001" : "LANG=C.UTF-8";
        Finding finding = charset.equals(StandardCharsets.UTF_8)
                ? Finding.ok("Terminal", text)
                : Finding.warn("Terminal", text + ", so charts are drawn in ASCII", "For finer charts: " + fix + ".");
        return finding.fact("charset", charset.name());
    }
}
