package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;

/** A logo of pixels. It is resized on colours multiplied by alpha, so that what is transparent leaves no edge. */
final class RasterLogo implements LogoImage {
    private static final int CHANNELS = 4;

    private final int width;
    private final int height;
    private final int[] argb;

    /**
     * A logo.
     *
     * @param argb its pixels, row by row, not multiplied by alpha; not copied
     */
    RasterLogo(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    @Override
    public double width() {
        return width;
    }

    @Override
    public double height() {
        return height;
    }

    @Override
    public boolean isTranslucent() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 255) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void paint(Stretch stretch, Box part, int[] pixels) {
        float[] colours = stretch.turn().isNone() ? upright(stretch, part) : turned(stretch, part);
        for (int i = 0; i < part.pixels(); i++) {
            pixels[i] = pixel(colours, CHANNELS * i);
        }
    }

    private static int pixel(float[] colours, int at) {
        float opaque = Math.min(255, colours[at + 3]);
        int alpha = Math.round(opaque);
        if (alpha <= 0) {
            return 0;
        }
        return alpha << 24
                | divided(colours[at], opaque) << 16
                | divided(colours[at + 1], opaque) << 8
                | divided(colours[at + 2], opaque);
    }

    private static int divided(float multiplied, float alpha) {
        return Math.max(0, Math.min(255, Math.round(multiplied * 255 / alpha)));
    }

    private float[] upright(Stretch stretch, Box part) {
        float[] colours = new float[CHANNELS * Math.toIntExact(part.pixels())];
        Box inside = part.intersection(Box.of(stretch.width(), stretch.height()));
        if (inside.isEmpty()) {
            return colours;
        }
        float[] resized = resized(stretch, inside);
        int row = CHANNELS * inside.width();
        for (int y = 0; y < inside.height(); y++) {
            int to = (inside.y() - part.y() + y) * part.width() + inside.x() - part.x();
            System.arraycopy(resized, y * row, colours, CHANNELS * to, row);
        }
        return colours;
    }

    /** Pixels between those of the resized logo, by its four nearest ones. */
    private float[] turned(Stretch stretch, Box part) {
        float[] colours = new float[CHANNELS * Math.toIntExact(part.pixels())];
        Turn back = stretch.turn().back();
        Box needed = needed(stretch, part, back);
        if (needed.isEmpty()) {
            return colours;
        }
        float[] resized = resized(stretch, needed);
        int at = 0;
        for (int y = 0; y < part.height(); y++) {
            double down = part.y() + y + 0.5 - stretch.middleY();
            for (int x = 0; x < part.width(); x++) {
                double right = part.x() + x + 0.5 - stretch.middleX();
                double sourceX = back.x(right, down) + stretch.width() / 2.0 - 0.5;
                double sourceY = back.y(right, down) + stretch.height() / 2.0 - 0.5;
                between(resized, needed, sourceX, sourceY, colours, at);
                at += CHANNELS;
            }
        }
        return colours;
    }

    private static Box needed(Stretch stretch, Box part, Turn back) {
        double left = part.x() - stretch.middleX();
        double top = part.y() - stretch.middleY();
        double right = left + part.width();
        double bottom = top + part.height();
        double middleX = stretch.width() / 2.0;
        double middleY = stretch.height() / 2.0;
        double least = Math.min(
                Math.min(back.x(left, top), back.x(right, top)), Math.min(back.x(left, bottom), back.x(right, bottom)));
        double most = Math.max(
                Math.max(back.x(left, top), back.x(right, top)), Math.max(back.x(left, bottom), back.x(right, bottom)));
        double upper = Math.min(
                Math.min(back.y(left, top), back.y(right, top)), Math.min(back.y(left, bottom), back.y(right, bottom)));
        double lower = Math.max(
                Math.max(back.y(left, top), back.y(right, top)), Math.max(back.y(left, bottom), back.y(right, bottom)));
        int x = (int) Math.floor(least + middleX) - 1;
        int y = (int) Math.floor(upper + middleY) - 1;
        Box around = new Box(x, y, (int) Math.ceil(most + middleX) + 1 - x, (int) Math.ceil(lower + middleY) + 1 - y);
        return around.intersection(Box.of(stretch.width(), stretch.height()));
    }

    private static void between(float[] resized, Box box, double x, double y, float[] colours, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float right = (float) (x - left);
        float down = (float) (y - top);
        add(resized, box, left, top, (1 - right) * (1 - down), colours, at);
        add(resized, box, left + 1, top, right * (1 - down), colours, at);
        add(resized, box, left, top + 1, (1 - right) * down, colours, at);
        add(resized, box, left + 1, top + 1, right * down, colours, at);
    }

    private static void add(float[] resized, Box box, int x, int y, float weight, float[] colours, int at) {
        if (x < box.x() || y < box.y() || x >= box.right() || y >= box.bottom()) {
            return;
        }
        int from = CHANNELS * ((y - box.y()) * box.width() + x - box.x());
        for (int channel = 0; channel < CHANNELS; channel++) {
            colours[at + channel] += weight * resized[from + channel];
        }
    }

    /** A part of the logo at its new size: red, green and blue multiplied by alpha, and alpha, each 0 to 255. */
    private float[] resized(Stretch stretch, Box part) {
        Resampling across = Resampling.of(width, stretch.width(), part.x(), part.width());
        Resampling down = Resampling.of(height, stretch.height(), part.y(), part.height());
        int top = down.start();
        int row = CHANNELS * part.width();
        float[] rows = new float[row * (down.end() - top)];
        for (int y = top; y < down.end(); y++) {
            narrow(y, across, part.width(), rows, row * (y - top));
        }
        float[] colours = new float[row * part.height()];
        for (int y = 0; y < part.height(); y++) {
            float[] weights = down.weights(y);
            for (int k = 0; k < weights.length; k++) {
                accumulate(rows, row * (down.first(y) - top + k), weights[k], colours, row * y, row);
            }
            limit(colours, row * y, row);
        }
        return colours;
    }

    private void narrow(int y, Resampling across, int count, float[] rows, int to) {
        for (int x = 0; x < count; x++) {
            float[] weights = across.weights(x);
            int from = y * width + across.first(x);
            float red = 0;
            float green = 0;
            float blue = 0;
            float alpha = 0;
            for (int k = 0; k < weights.length; k++) {
                int pixel = argb[from + k];
                float opaque = weights[k] * (pixel >>> 24);
                alpha += opaque;
                red += opaque * (pixel >> 16 & 0xFF);
                green += opaque * (pixel >> 8 & 0xFF);
                blue += opaque * (pixel & 0xFF);
            }
            rows[to + CHANNELS * x] = red / 255;
            rows[to + CHANNELS * x + 1] = green / 255;
            rows[to + CHANNELS * x + 2] = blue / 255;
            rows[to + CHANNELS * x + 3] = alpha;
        }
    }

    private static void accumulate(float[] rows, int from, float weight, float[] colours, int to, int count) {
        for (int i = 0; i < count; i++) {
            colours[to + i] += weight * rows[from + i];
        }
    }

    /** The kernel overshoots at edges: alpha is at most 255, and no colour more than alpha. */
    private static void limit(float[] colours, int from, int count) {
        for (int i = from; i < from + count; i += CHANNELS) {
            float alpha = Math.max(0, Math.min(255, colours[i + 3]));
            colours[i + 3] = alpha;
            for (int channel = 0; channel < 3; channel++) {
                colours[i + channel] = Math.max(0, Math.min(alpha, colours[i + channel]));
            }
        }
    }
}
