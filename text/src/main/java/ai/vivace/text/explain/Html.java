package ai.vivace.text.explain;

/** Pages that need no other file. */
final class Html {
    private Html() {}

    /** A text as it is to be seen. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A page of a title and a body that are HTML already. */
    static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + title
                + "</title></head>\n<body style=\"font-family:sans-serif\"><h1 style=\"font-size:1.1em\">" + title
                + "</h1>\n" + body + "\n</body></html>\n";
    }
}
