package ai.vivace.watermark.jpeg;

/** The order in which a scan codes the blocks of its components: A.2 of the standard. */
final class ScanOrder {
    private ScanOrder() {}

    /** What goes along. */
    interface Visitor {
        /** Data without a restart marker begins. */
        void interval(int number);

        /**
         * A block comes.
         *
         * @param part its component's place among those of the scan
         * @param plane the component's coefficients
         * @param at the block's first one
         */
        void block(int part, short[] plane, int at);
    }

    static void follow(Scan scan, Grid grid, short[][] planes, Visitor visitor) {
        if (scan.parts().size() == 1) {
            single(scan, grid, planes[scan.parts().get(0).component()], visitor);
        } else {
            interleaved(scan, grid, planes, visitor);
        }
    }

    private static void single(Scan scan, Grid grid, short[] plane, Visitor visitor) {
        int component = scan.parts().get(0).component();
        int count = 0;
        for (int row = 0; row < grid.codedDown(component); row++) {
            int line = row * grid.blocksAcross(component);
            for (int column = 0; column < grid.codedAcross(component); column++) {
                count = begin(scan, count, visitor);
                visitor.block(0, plane, (line + column) * Zigzag.SIZE);
            }
        }
    }

    private static void interleaved(Scan scan, Grid grid, short[][] planes, Visitor visitor) {
        int count = 0;
        for (int row = 0; row < grid.mcusDown(); row++) {
            for (int column = 0; column < grid.mcusAcross(); column++) {
                count = begin(scan, count, visitor);
                for (int part = 0; part < scan.parts().size(); part++) {
                    int component = scan.parts().get(part).component();
                    mcu(part, component, row, column, grid, planes[component], visitor);
                }
            }
        }
    }

    private static void mcu(int part, int component, int row, int column, Grid grid, short[] plane, Visitor visitor) {
        int across = grid.horizontal(component);
        int down = grid.vertical(component);
        for (int y = 0; y < down; y++) {
            int first = (row * down + y) * grid.blocksAcross(component) + column * across;
            for (int x = 0; x < across; x++) {
                visitor.block(part, plane, (first + x) * Zigzag.SIZE);
            }
        }
    }

    /** Tells the visitor where an interval begins; gives the number of the next MCU. */
    private static int begin(Scan scan, int mcu, Visitor visitor) {
        if (scan.restart() == 0 ? mcu == 0 : mcu % scan.restart() == 0) {
            visitor.interval(scan.restart() == 0 ? 0 : mcu / scan.restart());
        }
        return mcu + 1;
    }
}
